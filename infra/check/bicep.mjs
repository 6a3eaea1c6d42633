// Reads Bicep files: what they declare, as plain values, and where the grammar says no.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser, Language } from 'web-tree-sitter';

await Parser.init();
const grammar = fileURLToPath(new URL('node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm', import.meta.url));
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

const unknown = { kind: 'unknown' };

export function filesIn(folder) {
  return readdirSync(folder).filter(name => name !== 'node_modules').flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : path.endsWith('.bicep') ? [path] : [];
  });
}

/** Every file of the folder, with the errors of the grammar and the files that are named and not there. */
export function parseFolder(folder) {
  const files = filesIn(folder).map(path => parse(readFileSync(path, 'utf8'), relative(folder, path)));
  for (const file of files) {
    for (const [, named] of file.text.matchAll(/\bload\w+Content\('([^']+)'/g))
      if (!existsSync(join(folder, dirname(file.path), named))) file.errors.push({ path: file.path, line: 1, text: `there is no ${named}` });
  }
  return { files, resources: files.flatMap(file => file.resources) };
}

export function parse(text, path) {
  const root = parser.parse(text).rootNode;
  const file = { path, text, params: new Map(), vars: new Map(), outputs: new Set(), symbols: new Set(), resources: [], modules: [], errors: [], uses: [] };
  const at = node => ({ path, line: node.startPosition.row + 1 });
  walk(root, node => {
    if (node.isError || node.isMissing) file.errors.push({ ...at(node), text: `does not parse: ${node.text.slice(0, 60).split('\n')[0]}` });
  });
  for (const node of root.namedChildren) {
    const [name] = named(node, 'identifier');
    if (node.type === 'parameter_declaration') {
      file.params.set(name.text, { required: node.namedChildren.length < 3, ...at(node) });
    } else if (node.type === 'variable_declaration') {
      file.vars.set(name.text, node.namedChildren.at(-1));
    } else if (node.type === 'output_declaration') {
      file.outputs.add(name.text);
    } else if (node.type === 'resource_declaration') {
      const [type, api] = text_(named(node, 'string')[0]).split('@');
      const existing = node.children.some(child => child.type === 'existing');
      file.resources.push({ ...at(node), symbol: name.text, type, api, existing, file, body: bodyOf(node) });
    } else if (node.type === 'module_declaration') {
      file.modules.push({ ...at(node), symbol: name.text, target: join(dirname(path), text_(named(node, 'string')[0])), body: bodyOf(node) });
    }
    if (name && node.type !== 'output_declaration') file.symbols.add(name.text);
  }
  walk(root, node => { if (isUse(node)) file.uses.push({ ...at(node), name: node.text, node }); });
  return file;
}

/** What an expression says: an object, a list, a value, one of two, or nothing that can be known before it runs. */
export function valueOf(node, file) {
  const inner = child => valueOf(child, file);
  switch (node.type) {
    case 'object': return objectOf(node, file);
    case 'array': return { kind: 'array', node, items: node.namedChildren.filter(isValue).map(inner) };
    case 'string': return named(node, 'interpolation').length > 0 ? { kind: 'string', node } : { kind: 'string', node, text: text_(node) };
    case 'number': case 'integer': return { kind: 'int', node };
    case 'boolean': return { kind: 'bool', node };
    case 'ternary_expression':
      return { kind: 'either', node, of: ['consequence', 'alternative'].map(side => inner(node.childForFieldName(side))) };
    case 'parenthesized_expression': return inner(node.namedChildren[0]);
    case 'identifier': return file.vars.has(node.text) ? inner(file.vars.get(node.text)) : unknown;
    case 'for_statement': return { kind: 'array', node, items: [inner(bodyOf(node))] };
    case 'call_expression': return callOf(node, file);
    default: return unknown;
  }
}

function objectOf(node, file) {
  const properties = new Map();
  for (const property of named(node, 'object_property')) {
    const [key, value] = property.namedChildren.filter(isValue);
    const name = key.type === 'string' ? text_(key) : key.text;
    properties.set(name, { ...(value ? valueOf(value, file) : unknown), line: property.startPosition.row + 1 });
  }
  return { kind: 'object', node, properties, open: false };
}

/** `union` is all of its objects at once; a choice in it may add what it says and asks for nothing. */
function callOf(node, file) {
  if (node.childForFieldName('function').text !== 'union') return unknown;
  const whole = { kind: 'object', node, properties: new Map(), open: false };
  for (const part of node.childForFieldName('arguments').namedChildren.filter(isValue).map(child => valueOf(child, file))) {
    for (const one of part.kind === 'either' ? part.of : [part]) {
      if (one.kind !== 'object') whole.open = true;
      else one.properties.forEach((value, key) => whole.properties.set(key, value));
    }
  }
  return whole;
}

/** The object of a declaration, inside its loop and its condition. */
function bodyOf(node) {
  const last = node.namedChildren.filter(isValue).at(-1);
  return last.type === 'for_statement' || last.type === 'if_statement' ? bodyOf(last) : last;
}

/** An identifier that stands for something, not the key of a property, a declaration or a function. */
function isUse(node) {
  if (node.type !== 'identifier') return false;
  const parent = node.parent, first = parent.namedChildren[0]?.id === node.id;
  if (parent.type.endsWith('_declaration') || parent.type === 'decorator' || parent.type === 'type') return !first && parent.type.endsWith('_declaration');
  if (parent.type === 'object_property') return !first;
  if (parent.type === 'call_expression') return parent.childForFieldName('function')?.id !== node.id;
  return !(parent.type === 'for_statement' && first);
}

/** The names that loops around a node bring. */
export function loopsAround(node) {
  const names = new Set();
  for (let up = node.parent; up; up = up.parent) {
    if (up.type === 'for_statement') up.namedChildren.filter(child => child.type === 'identifier').slice(0, 1).forEach(child => names.add(child.text));
  }
  return names;
}

function walk(node, visit) {
  visit(node);
  for (let i = 0; i < node.childCount; i++) walk(node.child(i), visit);
}

const isValue = node => node.type !== 'comment';
const named = (node, type) => node.namedChildren.filter(child => child.type === type);
const text_ = node => node.text.replace(/^'|'$/g, '').replaceAll("\\'", "'");
