// Two accounts, so that what the host writes to its own is under no rule of recordings, and nobody who may do the one may do the other.
param location string
param tags object
param token string
param zoneRedundant bool
param recordingsSku string
param immutable bool
param sealsImmutable bool
param softDeleteDays int
param locked bool

var private = {
  allowSharedKeyAccess: false
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
  publicNetworkAccess: 'Enabled'
}

resource host 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'sthost${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: private
}

resource hostBlobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: host
  name: 'default'
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: hostBlobs
  name: 'app-package'
  properties: { publicAccess: 'None' }
}

resource recordings 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'strec${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: recordingsSku }
  properties: union(private, { accessTier: 'Hot' })
}

resource recordingBlobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: recordings
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: softDeleteDays, allowPermanentDelete: false }
    containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
  }
}

// Immutability is a container's from its making; what stood in one without it would have to be migrated.
resource kept 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: recordingBlobs
  name: 'recordings'
  properties: {
    publicAccess: 'None'
    immutableStorageWithVersioning: { enabled: immutable }
  }
}

// Each day's seal once more. Locked, not only guarded: what proves must outlive whoever owns the account.
resource sealed 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: recordingBlobs
  name: 'seals'
  properties: {
    publicAccess: 'None'
    immutableStorageWithVersioning: { enabled: sealsImmutable }
  }
}

// Heard in the first weeks if at all. Never to the archive: who asks for a recording has days, and reading one back would take hours
// of them. Versions are what a digest written beside a blob leaves behind; whatever is guarded stays whatever a rule says.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: recordings
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'cooler-with-age'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['recordings/'] }
            actions: {
              baseBlob: {
                tierToCool: { daysAfterModificationGreaterThan: 30 }
                tierToCold: { daysAfterModificationGreaterThan: 90 }
              }
              version: { delete: { daysAfterCreationGreaterThan: 30 } }
            }
          }
        }
      ]
    }
  }
  dependsOn: [recordingBlobs]
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: recordings
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Recordings must be kept as long as the law asks.' }
}

output hostName string = host.name
output hostBlobEndpoint string = host.properties.primaryEndpoints.blob
output packageContainer string = package.name
output recordingsName string = recordings.name
output recordingsEndpoint string = recordings.properties.primaryEndpoints.blob
output recordingsContainer string = kept.name
output sealsContainer string = sealed.name
