// Holds Bicep files against their grammar, against each other and against the schemas of what they deploy.
//   node check.mjs FOLDER     prints what is wrong, a line each, and ends with 1 when anything is
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseFolder, loopsAround, valueOf } from './bicep.mjs';

const schemas = JSON.parse(readFileSync(new URL('schemas.json', import.meta.url), 'utf8'));
// What every resource may say to the compiler itself.
const ofTheLanguage = new Set(['parent', 'scope', 'dependsOn']);

/** Everything that is wrong with files, and the resource types that no schema is known for. */
export function check(files) {
  const findings = files.flatMap(file => file.errors);
  const unchecked = new Set();
  const say = (where, text) => findings.push({ path: where.path, line: where.line, text });
  for (const file of files) {
    symbols(file, say);
    for (const module of file.modules) moduleCall(module, file, files, say);
    for (const resource of file.resources) {
      if (!schemas[resource.type]) unchecked.add(resource.type);
      else if (!resource.existing) resourceBody(resource, say);
    }
  }
  return { findings, unchecked: [...unchecked].sort(), resources: files.flatMap(file => file.resources).filter(resource => !resource.existing).length };
}

/** Whatever is named is declared, and whatever is declared as a parameter or variable is used. */
function symbols(file, say) {
  const used = new Set();
  for (const use of file.uses) {
    used.add(use.name);
    if (!file.symbols.has(use.name) && !loopsAround(use.node).has(use.name)) say({ path: file.path, line: use.line }, `'${use.name}' is declared nowhere`);
  }
  for (const name of [...file.params.keys(), ...file.vars.keys()]) {
    if (!used.has(name)) say({ path: file.path, line: file.params.get(name)?.line ?? 1 }, `'${name}' is not used`);
  }
}

function moduleCall(module, file, files, say) {
  const target = files.find(one => one.path === module.target);
  if (!target) return say(module, `there is no ${module.target}`);
  const given = valueOf(module.body, file).properties.get('params')?.properties ?? new Map();
  for (const [name, value] of given) if (!target.params.has(name)) say({ path: file.path, line: value.line }, `${module.target} takes no '${name}'`);
  for (const [name, param] of target.params) if (param.required && !given.has(name)) say(module, `${module.target} needs '${name}'`);
  for (const [, output] of file.text.matchAll(new RegExp(`\\b${module.symbol}\\.outputs\\.(\\w+)`, 'g')))
    if (!target.outputs.has(output)) say(module, `${module.target} has no output '${output}'`);
}

function resourceBody(resource, say) {
  const { api, body, types } = schemas[resource.type];
  if (resource.api !== api) say(resource, `${resource.type}@${resource.api}: the schema known here is that of ${api}`);
  const value = valueOf(resource.body, resource.file);
  ofTheLanguage.forEach(name => value.properties.delete(name));
  object(value, body, types, resource.type, resource, say);
}

function object(value, shape, types, name, where, say) {
  const line = v => ({ path: where.path, line: v.line ?? where.line });
  let known = shape;
  if (shape['?']) {
    const which = value.properties.get(shape['?'])?.text;
    if (which === undefined) return;
    if (!shape.of[which]) return say(line(value), `${name}: '${which}' is none of ${Object.keys(shape.of).join(', ')}`);
    known = { ...shape, ...shape.of[which] };
  }
  for (const [key, given] of value.properties) {
    const spec = known[key] ?? known['*'];
    if (spec === undefined) say(line(given), `${name}: '${key}' is no property that can be set`);
    else typed(given, spec.replace(/^!/, ''), types, `${name}.${key}`, line(given), say);
  }
  if (value.open) return;
  for (const [key, spec] of Object.entries(known))
    if (typeof spec === 'string' && spec.startsWith('!') && !value.properties.has(key)) say(line(value), `${name}: '${key}' is missing`);
}

function typed(value, spec, types, name, where, say) {
  const wrong = what => say(where, `${name}: ${what} where ${spec} is asked for`);
  if (value.kind === 'either') return value.of.forEach(one => typed(one, spec, types, name, where, say));
  if (value.kind === 'unknown' || spec === 'any') return;
  if (spec.endsWith('[]') && !spec.includes('|')) {
    if (value.kind !== 'array') return wrong(value.kind);
    return value.items.forEach(item => typed(item, spec.slice(0, -2), types, `${name}[]`, { ...where, line: item.line ?? where.line }, say));
  }
  if (spec in types || spec === 'object') {
    if (value.kind !== 'object') return wrong(value.kind);
    return spec === 'object' ? undefined : object({ ...value, line: where.line }, types[spec], types, name, where, say);
  }
  // Values are closed here even where the service calls them open: one that nobody has heard of is a slip.
  const values = spec.split('|').filter(one => one.startsWith("'")).map(one => one.slice(1, -1).replace(/'(\[\])*$/, ''));
  if (values.length > 0) {
    if (value.kind !== 'string' && value.kind !== 'array') return wrong(value.kind);
    if (value.text !== undefined && !values.includes(value.text)) wrong(`'${value.text}'`);
    return;
  }
  if (value.kind !== spec) wrong(value.kind);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files } = parseFolder(process.argv[2] ?? '..');
  const { findings, unchecked, resources } = check(files);
  findings.forEach(one => console.log(`${one.path}(${one.line}): ${one.text}`));
  console.log(`${resources} resources in ${files.length} files, ${findings.length} findings. No schema is known, so nothing was checked, of ${unchecked.join(', ')}.`);
  process.exitCode = findings.length > 0 || resources === 0 ? 1 : 0;
}
