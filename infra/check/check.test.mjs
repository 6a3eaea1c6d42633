// Each kind of mistake is planted in a file that is right, and found; the file itself has none.
import test from 'node:test';
import assert from 'node:assert/strict';
import { parse } from './bicep.mjs';
import { check } from './check.mjs';

const right = `
param location string
param zones bool = false

var queues = ['one', 'two']
var closed = { allowSharedKeyAccess: false, minimumTlsVersion: 'TLS1_2' }

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sb'
  location: location
  sku: { name: zones ? 'Premium' : 'Standard' }
  properties: { disableLocalAuth: true }
}

resource all 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for queue in queues: {
  parent: namespace
  name: queue
  properties: { maxDeliveryCount: 10, requiresSession: queue == 'one' }
}]

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'st'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: union(closed, zones ? { accessTier: 'Hot' } : {})
}
`;
const other = `
param name string
param size int = 1
output made string = '\${name}\${size}'
`;

const found = (...texts) => check(texts.map((text, n) => parse(text, n === 0 ? 'main.bicep' : 'other.bicep'))).findings.map(one => one.text);
const planted = (from, to) => {
  assert.ok(right.includes(from), `nothing to change: ${from}`);
  return found(right.replace(from, to));
};
const only = (findings, text) => {
  assert.equal(findings.length, 1, findings.join('\n'));
  assert.match(findings[0], text);
};

test('a file that is right has no findings', () => assert.deepEqual(found(right), []));

test('a file without resources or one that cannot be read is no success', () => {
  assert.equal(check([parse('param x string\n', 'x.bicep')]).resources, 0);
  assert.ok(found(right.replace('sku: { name', 'sku { name')).some(text => text.startsWith('does not parse')));
});

test('a wrong property is found', () => only(planted('disableLocalAuth', 'disableLocalAuthentication'), /'disableLocalAuthentication' is no property/));

test('a wrong property inside a loop is found', () => only(planted('maxDeliveryCount', 'maxDeliveries'), /queues.properties: 'maxDeliveries'/));

test('a wrong property in a variable is found where it is used', () => only(planted('allowSharedKeyAccess', 'allowSharedKey'), /'allowSharedKey' is no property/));

test('what the service alone sets is found', () => only(planted('disableLocalAuth: true', 'disableLocalAuth: true, status: \'Active\''), /'status' is no property/));

test('a wrong type is found', () => only(planted('maxDeliveryCount: 10', 'maxDeliveryCount: \'10\''), /string where int/));

test('a wrong SKU is found on either side of a choice', () => {
  only(planted('\'Standard\' }', '\'Standrad\' }'), /'Standrad' where/);
  only(planted('\'Premium\'', '\'Premum\''), /'Premum' where/);
});

test('a value that an open list does not name is found', () => only(planted('Standard_LRS', 'Standard_LSR'), /'Standard_LSR' where/));

test('a missing location is found', () => only(planted('  location: location\n  kind', '  kind'), /'location' is missing/));

test('a version that is not the schema\'s is found', () => only(planted('namespaces@2024-01-01', 'namespaces@2021-11-01'), /is that of 2024-01-01/));

test('a resource without a schema is told, not passed', () => {
  const { unchecked } = check([parse('resource a \'Microsoft.Nothing/known@2020-01-01\' = { name: \'a\' }\n', 'a.bicep')]);
  assert.deepEqual(unchecked, ['Microsoft.Nothing/known']);
});

test('a name that is declared nowhere is found, and one that is not used', () => {
  only(planted('location: location\n  sku: { name: zones', 'location: region\n  sku: { name: zones'), /'region' is declared nowhere/);
  only(found(`${right}param idle string\n`), /'idle' is not used/);
});

test('a module is given what it takes, and asked for what it has', () => {
  const call = (params, output = 'made') => found(
    `module one 'other.bicep' = {\n  name: 'one'\n  params: { ${params} }\n}\noutput made string = one.outputs.${output}\n`, other);
  assert.deepEqual(call('name: \'a\''), []);
  only(call('size: 2'), /needs 'name'/);
  only(call('name: \'a\', colour: 2'), /takes no 'colour'/);
  only(call('name: \'a\'', 'taken'), /no output 'taken'/);
});
