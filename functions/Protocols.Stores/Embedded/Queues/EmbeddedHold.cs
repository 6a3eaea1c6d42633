using Protocols.Ports;

namespace Protocols.Stores.Embedded.Queues;

/// <summary>A hand-out of the embedded queues. Its lock is a column, so there is nothing to be given back.</summary>
internal sealed class EmbeddedHold(EmbeddedQueues queues, QueueDefinition queue, Handout handout, ReceivedMessage message) : IHeldMessage
{
    public ReceivedMessage Message => message;

    public Task<Settlement> CompleteAsync(CancellationToken cancellation) => queues.SettleAsync(
        queue,
        handout,
        (on, _) =>
        {
            Lines.Remove(on, handout);
            return Lines.Free(on, queue, handout.Line);
        },
        cancellation);

    public Task<Settlement> AbandonAsync(CancellationToken cancellation) => queues.SettleAsync(
        queue, handout, (on, _) => EmbeddedQueues.GiveBack(on, queue, handout), cancellation);

    public Task<Settlement> DeadLetterAsync(string reason, string description, CancellationToken cancellation) => queues.SettleAsync(
        queue,
        handout,
        (on, _) =>
        {
            DeadLetters.Add(on, queue, handout, reason, description);
            return Lines.Free(on, queue, handout.Line);
        },
        cancellation);

    public Task<Settlement> RenewAsync(CancellationToken cancellation) => queues.SettleAsync(
        queue,
        handout,
        (on, now) =>
        {
            Lines.Renew(on, queue, handout, now);
            return false;
        },
        cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
