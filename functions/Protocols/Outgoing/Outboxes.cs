using Protocols.Documents;
using Protocols.Ports;

namespace Protocols.Outgoing;

internal static class Outboxes
{
    private const int MostAttempts = 5;

    /// <summary>Changes what waits in a protocol's outbox and nothing else of it; again from the start where somebody was faster.</summary>
    /// <param name="change">Pure; null where nothing is to be changed.</param>
    /// <exception cref="StoreBusyException">Somebody was faster each time.</exception>
    public static async Task ChangeOutboxAsync(
        this IProtocolStore store, string number, Func<IReadOnlyList<OutboxMessage>, IReadOnlyList<OutboxMessage>?> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await store.FindAsync(number, cancellation) is not { } stored || change(stored.Document.Outbox) is not { } changed)
                return;
            if (await store.ReplaceAsync(stored, stored.Document.Awaiting(changed), null, cancellation))
                return;
        }
        throw new StoreBusyException($"Protocol {number} changes faster than its outbox can be written.");
    }
}
