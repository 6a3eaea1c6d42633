// The whole service in a resource group of its own: `azd up` deploys it. What each parameter costs and when to change it is in
// docs/operating.md and docs/cost.md. Nothing here has a key: whoever calls anything does so by identity.
targetScope = 'subscription'

@minLength(1)
@maxLength(32)
@description('Name of this installation; the names of everything in it are made from it.')
param environmentName string

@minLength(1)
@description('Region of everything but what secondaryLocation names.')
param location string

@description('Object id of whoever deploys, who may then put the first keys into the vault. Empty: nobody may.')
param deployerId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string = 'User'

@minLength(8)
@description('The OpenID Connect issuer that says who calls.')
param identityIssuer string

@minLength(1)
@description('For whom its tokens must have been issued.')
param identityAudience string

@description('Who is written to when something is wrong. Empty: alerts are only shown in the portal.')
param operatorEmail string = ''

@description('Any other setting of docs/settings.md, with two underscores for the colon: { Company__TimeZone: \'America/Manaus\' }.')
param settings object = {}

@description('Zones of the region share plan, database and namespace. Set it when the account is made; not every region has zones.')
param zoneRedundant bool = false

@description('A second region that the database is copied to. Empty: none.')
param secondaryLocation string = ''

@minValue(1000)
@description('The most RU/s of the container of protocols; an idle one is billed a tenth of it.')
param protocolsMaxThroughput int = 1000

@minValue(1000)
@description('The most RU/s that all other containers share.')
param sharedMaxThroughput int = 1000

@allowed(['Continuous7Days', 'Continuous30Days'])
@description('How far back the database can be restored to a moment.')
param backupTier string = 'Continuous30Days'

@allowed(['Standard', 'Premium'])
@description('Standard has everything the service uses; Premium has zones and replication to another region.')
param serviceBusSku string = 'Standard'

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
@description('How recordings are copied. The two with a G copy them into the paired region, which may lie in another country.')
param recordingsSku string = 'Standard_ZRS'

@description('Whether recordings are guarded until their term is over. It cannot be turned off for a container that has it.')
param recordingsImmutable bool = true

@description('Whether the seals of days are locked for ten years. Whatever is locked keeps its account and resource group from being deleted that long; a trial turns it off.')
param sealsImmutable bool = true

@minValue(7)
@maxValue(365)
@description('For how long what was deleted of recordings can be brought back.')
param softDeleteDays int = 14

@minValue(40)
@maxValue(1000)
@description('The most instances there may be; keep what they can ask for below what the database gives.')
param maximumInstances int = 100

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@minValue(0)
@description('Instances that wait for HTTP requests. None: the first request after a pause waits for a start.')
param alwaysReady int = 1

@minValue(0)
@description('More deadlines breached than this in an hour are an alert.')
param breachesPerHour int = 20

@description('Keeps account and recordings from being deleted by anybody until the lock is taken off by hand.')
param lockRecords bool = true

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { location: location, tags: tags, token: token }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: { location: location, tags: tags, token: token }
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  scope: group
  params: {
    location: location
    secondaryLocation: secondaryLocation
    tags: tags
    token: token
    zoneRedundant: zoneRedundant
    protocolsMaxThroughput: protocolsMaxThroughput
    sharedMaxThroughput: sharedMaxThroughput
    backupTier: backupTier
    locked: lockRecords
  }
}

module servicebus 'modules/servicebus.bicep' = {
  name: 'servicebus'
  scope: group
  params: { location: location, tags: tags, token: token, skuName: serviceBusSku }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    zoneRedundant: zoneRedundant
    recordingsSku: recordingsSku
    immutable: recordingsImmutable
    sealsImmutable: sealsImmutable
    softDeleteDays: softDeleteDays
    locked: lockRecords
  }
}

module keyvault 'modules/keyvault.bicep' = {
  name: 'keyvault'
  scope: group
  params: { location: location, tags: tags, token: token, workspaceId: monitoring.outputs.workspaceId }
}

module permissions 'modules/permissions.bicep' = {
  name: 'permissions'
  scope: group
  params: {
    principalId: identity.outputs.principalId
    deployerId: deployerId
    deployerType: deployerType
    cosmosName: cosmos.outputs.name
    databaseName: cosmos.outputs.database
    serviceBusName: servicebus.outputs.name
    hostStorageName: storage.outputs.hostName
    recordingsStorageName: storage.outputs.recordingsName
    containers: [storage.outputs.recordingsContainer, storage.outputs.sealsContainer]
    keyVaultName: keyvault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  // Its host asks for its storage as soon as it is there.
  dependsOn: [permissions]
  params: {
    location: location
    tags: tags
    token: token
    zoneRedundant: zoneRedundant
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    insightsConnection: monitoring.outputs.insightsConnection
    hostBlobEndpoint: storage.outputs.hostBlobEndpoint
    packageContainer: storage.outputs.packageContainer
    recordingsEndpoint: storage.outputs.recordingsEndpoint
    recordingsContainer: storage.outputs.recordingsContainer
    recordingsImmutable: recordingsImmutable
    sealsContainer: storage.outputs.sealsContainer
    sealsImmutable: sealsImmutable
    cosmosEndpoint: cosmos.outputs.endpoint
    databaseName: cosmos.outputs.database
    serviceBusHost: servicebus.outputs.host
    keyVaultName: keyvault.outputs.name
    keyVaultUri: keyvault.outputs.uri
    identityIssuer: identityIssuer
    identityAudience: identityAudience
    settings: settings
    maximumInstances: maximumInstances
    instanceMemoryMB: instanceMemoryMB
    alwaysReady: alwaysReady
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    operatorEmail: operatorEmail
    workspaceId: monitoring.outputs.workspaceId
    cosmosId: cosmos.outputs.id
    serviceBusId: servicebus.outputs.id
    breachesPerHour: breachesPerHour
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = keyvault.outputs.name
output SERVICE_API_NAME string = app.outputs.name
output SERVICE_API_ENDPOINT string = app.outputs.endpoint
