using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Protocols.Api.Http;
using Protocols.Api.Settings;
using Protocols.Outgoing;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>The consumers of the queues, each message settled by what its consumer made of it.</summary>
public sealed partial class QueueFunctions(ApiServices services, ILogger<QueueFunctions> logger)
{
    [Function("HandleEscalations")]
    public Task HandleEscalations(
        [ServiceBusTrigger(QueueDefinition.EscalationsName, Connection = ServiceBusSettings.Section, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) => HandleAsync(QueueDefinition.Escalations, message, actions, stop);

    /// <summary>What was begun is settled, whatever the host wants meanwhile; only a pause is cut short.</summary>
    private async Task HandleAsync(QueueDefinition queue, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken stop)
    {
        var consumer = services.Consumers.Single(one => one.Queue == queue);
        var received = ServiceBusMessages.Received(message);
        var verdict = await LookAtAsync(consumer, received);
        if (verdict.Kind == VerdictKind.Done)
        {
            await actions.CompleteMessageAsync(message, CancellationToken.None);
            return;
        }
        if (verdict.Kind == VerdictKind.Dead)
        {
            await actions.DeadLetterMessageAsync(message, null, verdict.Reason, verdict.Description, CancellationToken.None);
        }
        else
        {
            await Task.Delay(Consumer.Pause(received), services.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await actions.AbandonMessageAsync(message, null, CancellationToken.None);
        }
        if (verdict.Kind == VerdictKind.Dead || consumer.IsLastDelivery(received))
            await consumer.Buried(CancellationToken.None);
    }

    private async Task<Verdict> LookAtAsync(Consumer consumer, ReceivedMessage message)
    {
        try
        {
            return await consumer.Handle(message, CancellationToken.None);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            LogFailed(failed, message.Id, consumer.Queue.Name, message.Deliveries);
            return Verdict.Again;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {Id} of {Queue} failed at delivery {Deliveries}; it is given back")]
    private partial void LogFailed(Exception exception, string id, string queue, int deliveries);
}
