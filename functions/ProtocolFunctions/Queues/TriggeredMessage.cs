using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>A message that a trigger brought; the host holds its lock and renews it.</summary>
internal sealed class TriggeredMessage(ServiceBusReceivedMessage message, ServiceBusMessageActions actions) : IHeldMessage
{
    public ReceivedMessage Message { get; } = ServiceBusMessages.Received(message);

    public Task<Settlement> CompleteAsync(CancellationToken cancellation) =>
        ServiceBusErrors.SettleAsync(() => actions.CompleteMessageAsync(message, cancellation));

    public Task<Settlement> AbandonAsync(CancellationToken cancellation) =>
        ServiceBusErrors.SettleAsync(() => actions.AbandonMessageAsync(message, null, cancellation));

    public Task<Settlement> DeadLetterAsync(string reason, string description, CancellationToken cancellation) => ServiceBusErrors.SettleAsync(
        () => actions.DeadLetterMessageAsync(message, null, DeadLetter.Cut(reason), DeadLetter.Cut(description), cancellation));

    public Task<Settlement> RenewAsync(CancellationToken cancellation) =>
        ServiceBusErrors.SettleAsync(() => actions.RenewMessageLockAsync(message, cancellation));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
