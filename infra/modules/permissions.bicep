// Who may do what, and nothing else: only here are rights given, so that one page shows them all. Those of the service are the least
// that its adapters need.
param principalId string
param deployerId string
param deployerType string
param cosmosName string
param databaseName string
param serviceBusName string
param hostStorageName string
param recordingsStorageName string
param containers array
param keyVaultName string
param insightsName string

var roles = {
  // The host's locks, keys and the package it runs.
  hostStorage: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
  // Owner, not Contributor: removing what a term has ended for means deleting versions, and locking a seal is the owner's too.
  recordings: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
  send: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39' // Azure Service Bus Data Sender
  receive: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0' // Azure Service Bus Data Receiver
  secrets: '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
  metrics: '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher
  deployerSecrets: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7' // Key Vault Secrets Officer
}
// Cosmos DB Built-in Data Contributor: a role of the account, not of the subscription.
var documents = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = { name: cosmosName }
resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: serviceBusName }
resource host 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: hostStorageName }
resource recordings 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: recordingsStorageName }
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' existing = { parent: recordings, name: 'default' }
resource kept 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' existing = [for name in containers: { parent: blobs, name: name }]
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: keyVaultName }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource onDocuments 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(account.id, principalId, documents)
  properties: {
    principalId: principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${documents}'
    scope: '${account.id}/dbs/${databaseName}'
  }
}

resource onHostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, principalId, roles.hostStorage)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.hostStorage)
  }
}

resource onRecordings 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for i in range(0, length(containers)): {
  scope: kept[i]
  name: guid(kept[i].id, principalId, roles.recordings)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.recordings)
  }
}]

resource onQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [roles.send, roles.receive]: {
  scope: namespace
  name: guid(namespace.id, principalId, role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource onSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, roles.secrets)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secrets)
  }
}

resource onMetrics 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, roles.metrics)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.metrics)
  }
}

resource ofDeployer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerId)) {
  scope: vault
  name: guid(vault.id, deployerId, roles.deployerSecrets)
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.deployerSecrets)
  }
}
