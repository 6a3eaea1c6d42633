using Protocols.Accessing;
using Protocols.Documents;
using Protocols.Events;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Webhooks;

/// <summary>
/// Makes an entry of the access log known where somebody follows such (M30). Whoever is about to show something waits until that is sure to happen, and for
/// no queue: what it does not take at once waits in the protocol's outbox, whence the relay sends it.
/// </summary>
public sealed class AnnounceAccess(IProtocolStore store, IMessageQueues queues, Subscriptions subscriptions, TimeProvider clock)
{
    /// <exception cref="StoreBusyException">Perhaps nobody will be told.</exception>
    /// <exception cref="StoreFullException">Perhaps nobody will be told.</exception>
    public async Task RunAsync(StoredAccess entry, CancellationToken cancellation)
    {
        if (EventKinds.Of(entry) is not { } made || !await subscriptions.IsFollowedAsync(made.Type, cancellation))
            return;
        var letter = new EventLetter(entry.Number, 0, entry.N);
        if (await TrySendAsync(letter.ToSend()))
            return;
        var message = new OutboxMessage(letter.Id, QueueDefinition.WebhooksName, 0, made.Time) { Access = entry.N };
        await store.ChangeOutboxAsync(
            entry.Number, waiting => waiting.Any(one => one.Id == message.Id) ? null : [.. waiting, message], cancellation);
    }

    private async Task<bool> TrySendAsync(QueueMessage message)
    {
        using var end = new CancellationTokenSource(Publisher.Patience, clock);
        try
        {
            await queues.SendAsync(QueueDefinition.Webhooks, [message], end.Token);
            return true;
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // The outbox takes it, and the relay reports what goes on failing.
            return false;
        }
    }
}
