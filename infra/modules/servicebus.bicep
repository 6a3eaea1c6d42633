// The queues of Protocols/Ports/Queues/QueueDefinition.cs, as it describes them. What is fixed when a queue is made (sessions, duplicate
// detection) is changed by a new queue only.
param location string
param tags object
param token string
param skuName string

var queues = [
  { name: 'escalations', sessions: true }
  { name: 'notifications', sessions: false }
  { name: 'webhooks', sessions: false }
]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sb-${token}'
  location: location
  tags: tags
  sku: { name: skuName, tier: skuName }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

resource all 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for queue in queues: {
  parent: namespace
  name: queue.name
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    requiresSession: queue.sessions
    requiresDuplicateDetection: true
    // Longer than whatever the relay may need to find that a message had left already.
    duplicateDetectionHistoryTimeWindow: 'PT1H'
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 5120
    enablePartitioning: false
  }
}]

output id string = namespace.id
output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
