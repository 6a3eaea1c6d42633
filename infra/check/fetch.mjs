// Writes schemas.json anew: the writable part of the schema of each resource type that the Bicep files name. Run after a type was added:
//   npm install --no-save @azure/mcp@2.0.5 && npm run fetch
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseFolder, valueOf } from './bicep.mjs';

const tool = new URL('node_modules/.bin/azmcp', import.meta.url).pathname;
const root = process.argv[2] ?? '..';
const primitive = new Set(['string', 'int', 'bool', 'any', 'object']);

function answer(type) {
  const run = spawnSync(tool, ['bicepschema', 'get', '--resource-type', type], {
    encoding: 'utf8', env: { ...process.env, AZURE_MCP_COLLECT_TELEMETRY: 'false' }, maxBuffer: 1 << 26,
  });
  const json = run.stdout.search(/^\{/m);
  const found = json < 0 ? undefined : JSON.parse(run.stdout.slice(json)).results?.BicepSchemaResult;
  return Array.isArray(found) ? found : undefined;
}

/** Properties as `{ name: spec }`: `!` where required, then a type, a name of another object, or values in quotes joined by `|`. */
function compact(result, kinds) {
  const resource = result.find(part => part.$type === 'Resource');
  const objects = new Map(result.filter(part => part.$type.endsWith('Object')).map(part => [part.name, part]));
  const types = {};
  const spec = type => type.split(' | ').map(one => {
    const item = one.replace(/(\[\])+$/, ''), brackets = one.slice(item.length);
    // One of several is a value, even where an object happens to be called the same.
    return (primitive.has(item) || (objects.has(item) && !type.includes(' | ')) ? item : `'${item}'`) + brackets;
  }).join('|');
  const follow = text => text.split('|').map(one => one.replace(/(\[\])+$/, '')).filter(one => objects.has(one) && !(one in types)).forEach(name => {
    types[name] = {};
    types[name] = shape(objects.get(name));
  });
  const properties = (list, left = []) => Object.fromEntries((list ?? [])
    .filter(p => !left.includes(p.name) && !(p.flags ?? '').includes('ReadOnly'))
    .map(p => { const s = spec(p.type); follow(s); return [p.name, ((p.flags ?? '').includes('Required') ? '!' : '') + s]; }));
  function shape(object) {
    if (object.$type !== 'DiscriminatedObject') {
      const any = object.additionalPropertiesType;
      if (any) follow(spec(any));
      return { ...properties(object.properties), ...(any ? { '*': spec(any) } : {}) };
    }
    const by = object.discriminator;
    const of = object.elements.map(e => [e.properties.find(p => p.name === by).type, e]).filter(([kind]) => object !== resource.bodyType || !kinds || kinds.includes(kind));
    return { '?': by, ...properties(object.baseProperties), of: Object.fromEntries(of.map(([kind, e]) => [kind, properties(e.properties)])) };
  }
  const body = shape(resource.bodyType);
  return { api: resource.name.split('@')[1], body, types };
}

const { resources } = parseFolder(root);
const named = [...new Set(resources.map(resource => resource.type))].sort();
const schemas = {};
for (const type of named) {
  const found = answer(type);
  console.log(`${type}: ${found ? 'known' : 'not known'}`);
  // Of a type that is many, such as a site's configurations, only what is used.
  const names = resources.filter(resource => resource.type === type).map(resource => valueOf(resource.body, resource.file).properties.get('name')?.text);
  if (found) schemas[type] = compact(found, names.includes(undefined) ? undefined : names);
}
writeFileSync(new URL('schemas.json', import.meta.url), `{\n${Object.entries(schemas).map(([type, schema]) =>
  `"${type}": {"api": "${schema.api}", "body": ${JSON.stringify(schema.body)}, "types": {\n${Object.entries(schema.types)
    .map(([name, shape]) => `  "${name}": ${JSON.stringify(shape)}`).join(',\n')}\n}}`).join(',\n')}\n}\n`);
