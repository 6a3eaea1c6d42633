using Protocols.Ports;

namespace ProtocolFunctions.Tests.Escalating;

/// <summary>Queues that break before they send, or answer nothing, when told.</summary>
internal sealed class FaultyQueues(IMessageQueues queues) : IMessageQueues
{
    public Action<QueueMessage> BeforeSend { get; set; } = _ => { };

    /// <summary>Whether sending takes until the sender gives up.</summary>
    public bool Hang { get; set; }

    public async Task SendAsync(QueueDefinition queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
            BeforeSend(message);
        if (Hang)
            await Task.Delay(Timeout.Infinite, cancellation);
        await queues.SendAsync(queue, messages, cancellation);
    }

    public Task<IHeldMessage?> ReceiveAsync(QueueDefinition queue, TimeSpan wait, CancellationToken cancellation) =>
        queues.ReceiveAsync(queue, wait, cancellation);

    public Task<IReadOnlyList<DeadLetter>> PeekDeadAsync(QueueDefinition queue, long after, int limit, CancellationToken cancellation) =>
        queues.PeekDeadAsync(queue, after, limit, cancellation);

    public Task<bool> SendDeadAgainAsync(QueueDefinition queue, long sequence, CancellationToken cancellation) =>
        queues.SendDeadAgainAsync(queue, sequence, cancellation);
}
