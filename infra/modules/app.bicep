// The Functions app. Settings that name something of this deployment stand here; whatever else the company chooses comes in `settings`.
param location string
param tags object
param token string
param zoneRedundant bool
param identityId string
param clientId string
param insightsConnection string
param hostBlobEndpoint string
param packageContainer string
param recordingsEndpoint string
param recordingsContainer string
param recordingsImmutable bool
param sealsContainer string
param sealsImmutable bool
param cosmosEndpoint string
param databaseName string
param serviceBusHost string
param keyVaultName string
param keyVaultUri string
param identityIssuer string
param identityAudience string
param settings object
param maximumInstances int
param instanceMemoryMB int
param alwaysReady int

// Secrets are named, not given: the platform reads them from the vault as the app's own identity.
var mailSecret = contains(settings, 'Mail__User') ? { Mail__Password: '@Microsoft.KeyVault(VaultName=${keyVaultName};SecretName=mail-password)' } : {}
var gatewaySecret = contains(settings, 'Gateway__Url') ? { Gateway__Secret: '@Microsoft.KeyVault(VaultName=${keyVaultName};SecretName=gateway-secret)' } : {}

var own = {
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__blobServiceUri: hostBlobEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
  Azure__ClientId: clientId
  Cosmos__Database: databaseName
  Cosmos__Endpoint: cosmosEndpoint
  Identity__Audience: identityAudience
  Identity__Issuer: identityIssuer
  Identity__Mode: 'Oidc'
  KeyVault__Uri: keyVaultUri
  Recordings__Container: recordingsContainer
  Recordings__Endpoint: recordingsEndpoint
  Recordings__Immutable: recordingsImmutable ? 'true' : 'false'
  Seals__Container: sealsContainer
  Seals__Immutable: sealsImmutable ? 'true' : 'false'
  ServiceBusConnection__clientId: clientId
  ServiceBusConnection__credential: 'managedidentity'
  ServiceBusConnection__fullyQualifiedNamespace: serviceBusHost
  Stores__Protocols: 'Cosmos'
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostBlobEndpoint}${packageContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemoryMB
        // Over several zones there must be two.
        alwaysReady: alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: zoneRedundant ? max(alwaysReady, 2) : alwaysReady }]
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, mailSecret, gatewaySecret, own)
}

// Nobody publishes by a password.
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output name string = app.name
output endpoint string = 'https://${app.properties.defaultHostName}'
