using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Protocols.Api;
using Protocols.Api.Http;
using Protocols.Api.Settings;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>The queues that are received from. The host settles nothing by itself.</summary>
public sealed class QueueFunctions(ApiServices services, Deliveries deliveries)
{
    [Function("HandleEscalations")]
    public Task HandleEscalations(
        [ServiceBusTrigger(QueueDefinition.EscalationsName, Connection = ServiceBusSettings.Section, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) => HandleAsync(QueueDefinition.Escalations, message, actions, stop);

    [Function("SendNotifications")]
    public Task SendNotifications(
        [ServiceBusTrigger(QueueDefinition.NotificationsName, Connection = ServiceBusSettings.Section, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) => HandleAsync(QueueDefinition.Notifications, message, actions, stop);

    [Function("DeliverEvents")]
    public Task DeliverEvents(
        [ServiceBusTrigger(QueueDefinition.WebhooksName, Connection = ServiceBusSettings.Section, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) => HandleAsync(QueueDefinition.Webhooks, message, actions, stop);

    private async Task HandleAsync(QueueDefinition queue, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken stop)
    {
        await using var held = new TriggeredMessage(message, actions);
        await deliveries.HandleAsync(services.Consumers.Single(consumer => consumer.Queue == queue), held, stop);
    }
}
