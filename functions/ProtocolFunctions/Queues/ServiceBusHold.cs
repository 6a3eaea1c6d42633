using Azure.Messaging.ServiceBus;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>A message under its lock, or with its session under the session's, which ends when this is disposed.</summary>
internal sealed class ServiceBusHold(ServiceBusReceiver receiver, ServiceBusReceivedMessage message) : IHeldMessage
{
    private readonly ServiceBusSessionReceiver? session = receiver as ServiceBusSessionReceiver;
    private bool settled;

    public ReceivedMessage Message { get; } = ServiceBusMessages.Received(message);

    public Task<Settlement> CompleteAsync(CancellationToken cancellation) =>
        EndAsync(() => receiver.CompleteMessageAsync(message, cancellation));

    public Task<Settlement> AbandonAsync(CancellationToken cancellation) =>
        EndAsync(() => receiver.AbandonMessageAsync(message, null, cancellation));

    public Task<Settlement> DeadLetterAsync(string reason, string description, CancellationToken cancellation) =>
        EndAsync(() => receiver.DeadLetterMessageAsync(message, DeadLetter.Cut(reason), DeadLetter.Cut(description), cancellation));

    public Task<Settlement> RenewAsync(CancellationToken cancellation) => SettleAsync(() =>
        session is null ? receiver.RenewMessageLockAsync(message, cancellation) : session.RenewSessionLockAsync(cancellation));

    public ValueTask DisposeAsync() => session?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Settlement> EndAsync(Func<Task> settle)
    {
        var settlement = await SettleAsync(settle);
        settled |= settlement == Settlement.Done;
        return settlement;
    }

    // A session's lock outlives the message's settlement, and the service would renew it.
    private async Task<Settlement> SettleAsync(Func<Task> settle) =>
        settled ? Settlement.Lost : await ServiceBusErrors.SettleAsync(settle);
}
