// What wakes somebody. Each says in its description where docs/operating.md tells what to do.
param location string
param tags object
param operatorEmail string
param workspaceId string
param cosmosId string
param serviceBusId string
param breachesPerHour int

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(operatorEmail)) {
  name: 'operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [{ name: 'operators', emailAddress: operatorEmail, useCommonAlertSchema: true }]
  }
}

// What the services measure themselves.
var measured = [
  {
    name: 'dead-letters'
    text: 'A message could not be handled and waits for somebody.'
    severity: 1
    of: serviceBusId
    metric: 'DeadletteredMessages'
    aggregation: 'Average'
    threshold: 0
    window: 'PT5M'
    dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
  }
  {
    name: 'queues-throttled'
    text: 'Service Bus turns calls away.'
    severity: 2
    of: serviceBusId
    metric: 'ThrottledRequests'
    aggregation: 'Total'
    threshold: 10
    window: 'PT15M'
    dimensions: []
  }
  {
    name: 'database-throttled'
    text: 'The database turns requests away, after the client has tried again.'
    severity: 2
    of: cosmosId
    metric: 'TotalRequests'
    aggregation: 'Count'
    threshold: 50
    window: 'PT5M'
    dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
  }
  {
    name: 'database-nearly-full'
    text: 'A partition uses nearly all of what it may.'
    severity: 3
    of: cosmosId
    metric: 'NormalizedRUConsumption'
    aggregation: 'Maximum'
    threshold: 90
    window: 'PT30M'
    dimensions: []
  }
]

resource onMetrics 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in measured: {
  name: alert.name
  location: 'global'
  tags: tags
  properties: {
    description: '${alert.text} docs/operating.md, ${alert.name}.'
    enabled: true
    severity: alert.severity
    scopes: [alert.of]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: alert.name
          metricName: alert.metric
          timeAggregation: alert.aggregation
          operator: 'GreaterThan'
          threshold: alert.threshold
          dimensions: alert.dimensions
        }
      ]
    }
    actions: empty(operatorEmail) ? [] : [{ actionGroupId: operators.id }]
  }
}]

// What the service says of itself: each query answers with a row for each thing that is wrong.
var asked = [
  { name: 'sweep-not-run', text: 'A pass has not come to its end for too long.', severity: 1, window: 'PT3H', query: loadTextContent('../queries/sweep-not-run.kql') }
  { name: 'outbox-old', text: 'Messages wait to leave for longer than five minutes.', severity: 2, window: 'PT15M', query: loadTextContent('../queries/outbox-old.kql') }
  { name: 'calls-failing', text: 'More than one call in fifty ends with an error of the service.', severity: 1, window: 'PT15M', query: loadTextContent('../queries/calls-failing.kql') }
  { name: 'put-off', text: 'A protocol could not be attended to by a pass.', severity: 2, window: 'PT1H', query: loadTextContent('../queries/put-off.kql') }
  {
    name: 'breaches'
    text: 'More deadlines were breached in an hour than is usual.'
    severity: 3
    window: 'PT1H'
    query: replace(loadTextContent('../queries/breaches.kql'), 'MOST', string(breachesPerHour))
  }
]

resource onQueries 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in asked: {
  name: alert.name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.name
    description: '${alert.text} docs/operating.md, ${alert.name}.'
    enabled: true
    severity: alert.severity
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    autoMitigate: true
    // A table that nothing has been written to yet is no mistake in the query.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: empty(operatorEmail) ? [] : [operators.id] }
  }
}]
