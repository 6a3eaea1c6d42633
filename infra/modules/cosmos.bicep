// The protocols, and what goes with them. Containers are those of Protocols.Stores/Cosmos/Containers.cs; the identity that the app has
// may read and write documents and can create nothing, so they must all stand here.
param location string
param secondaryLocation string
param tags object
param token string
param zoneRedundant bool
param protocolsMaxThroughput int
param sharedMaxThroughput int
param backupTier string
param locked bool

// One region is written to, or two instances could both have replaced the same version of a protocol.
var primary = [{ locationName: location, failoverPriority: 0, isZoneRedundant: zoneRedundant }]
var secondary = empty(secondaryLocation) ? [] : [{ locationName: secondaryLocation, failoverPriority: 1, isZoneRedundant: false }]

// Documents that are only asked for by their id; without an index they could not have a time to live.
var byId = { indexingMode: 'consistent', automatic: true, includedPaths: [], excludedPaths: [{ path: '/*' }] }
var inOrder = {
  indexingMode: 'consistent'
  automatic: true
  includedPaths: [{ path: '/id/?' }, { path: '/number/?' }]
  excludedPaths: [{ path: '/*' }]
}

var forReports = {
  indexingMode: 'consistent'
  automatic: true
  includedPaths: [{ path: '/day/?' }, { path: '/doc/?' }, { path: '/dimension/?' }, { path: '/outlook/number/?' }]
  excludedPaths: [{ path: '/*' }]
}

var containers = [
  { name: 'receipts', key: '/id', indexing: byId }
  { name: 'numbers', key: '/id', indexing: byId }
  { name: 'catalog', key: '/id', indexing: byId }
  { name: 'seals', key: '/id', indexing: byId }
  { name: 'access-log', key: '/number', indexing: inOrder }
  { name: 'events', key: '/number', indexing: inOrder }
  { name: 'reports', key: '/day', indexing: forReports }
]
// Whose documents say for themselves when they end. No other container removes anything by itself.
var ending = ['receipts', 'events']

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: 'cosmos-${token}'
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    locations: concat(primary, secondary)
    enableAutomaticFailover: true
    enableMultipleWriteLocations: false
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backupTier } }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: 'Enabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: 'protocols'
  properties: {
    resource: { id: 'protocols' }
    options: { autoscaleSettings: { maxThroughput: sharedMaxThroughput } }
  }
}

resource protocols 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = {
  parent: database
  name: 'protocols'
  properties: {
    resource: {
      id: 'protocols'
      partitionKey: { paths: ['/number'], kind: 'Hash', version: 2 }
      indexingPolicy: loadJsonContent('../../functions/Protocols.Stores/Cosmos/protocols.indexing.json')
    }
    options: { autoscaleSettings: { maxThroughput: protocolsMaxThroughput } }
  }
}

resource others 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [for container in containers: {
  parent: database
  name: container.name
  properties: {
    resource: union({
      id: container.name
      partitionKey: { paths: [container.key], kind: 'Hash', version: 2 }
      indexingPolicy: container.indexing
    }, contains(ending, container.name) ? { defaultTtl: -1 } : {})
  }
}]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: account
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Protocols must be kept as long as the law asks.' }
}

output id string = account.id
output name string = account.name
output endpoint string = account.properties.documentEndpoint
output database string = database.name
