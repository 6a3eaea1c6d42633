using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Protocols.Chain;
using Protocols.Documents;
using Protocols.Events;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Sweeping;

namespace Protocols.Webhooks;

/// <summary>
/// Which events anybody follows by webhook, so that only those make messages. What one process changes holds in the others within
/// <see cref="Freshness"/>; what must be certain is read from the store.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The semaphore has no handle unless somebody asks for it; it lives as long as the process.")]
public sealed class Subscriptions(IWholeList<Webhook> store, TimeProvider clock)
{
    private readonly SemaphoreSlim asking = new(1);
    private volatile Known? known;

    /// <summary>How long another process may go on by what it knew before.</summary>
    public static TimeSpan Freshness { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The document with a message for each of its new facts that somebody follows.</summary>
    public async ValueTask<ProtocolDocument> AnnounceAsync(ProtocolDocument document, IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        if (facts.Count == 0)
            return document;
        var followed = await FollowedAsync(cancellation);
        if (followed.Count == 0)
            return document;
        var messages = facts
            .Where(fact => EventKinds.OfFact(fact.Terms.Kind) is { } kind && followed.Contains(kind.Type))
            .Select(fact => new OutboxMessage(EventLetter.IdOf(document.Number, fact.N), QueueDefinition.WebhooksName, fact.N, fact.At))
            .ToList();
        return messages.Count == 0 ? document : document.Awaiting([.. document.Outbox, .. messages]);
    }

    /// <summary>Whether anybody follows this type.</summary>
    public async ValueTask<bool> IsFollowedAsync(string type, CancellationToken cancellation) => (await FollowedAsync(cancellation)).Contains(type);

    /// <summary>All webhooks as they stand in the store.</summary>
    public async Task<IReadOnlyList<Webhook>> ReadAsync(CancellationToken cancellation) => Keep(await store.ReadAsync(cancellation)).Items;

    /// <summary>Changes the list, and again from the start where somebody was faster.</summary>
    /// <param name="change">Pure; null where nothing is to be changed.</param>
    public async Task<bool> ChangeAsync(
        Func<IReadOnlyList<Webhook>, IReadOnlyList<Webhook>?> change, CancellationToken cancellation)
    {
        try
        {
            return await store.ChangeAsync(change, cancellation);
        }
        finally
        {
            known = null;
        }
    }

    /// <summary>Brings the keys of their secrets under the current key of the ring; one that no key opens stays as it is and is told.</summary>
    public async Task<IReadOnlyList<SweepFailure>> RewrapAsync(KeyRing ring, CancellationToken cancellation)
    {
        var failures = new List<SweepFailure>();
        await ChangeAsync(
            webhooks =>
            {
                failures.Clear();
                IReadOnlyList<Webhook> moved = [.. webhooks.Select(Moved)];
                return moved.SequenceEqual(webhooks) ? null : moved;
            },
            cancellation);
        return failures;

        Webhook Moved(Webhook webhook)
        {
            try
            {
                return webhook.MustMove(ring) ? webhook.Under(ring) : webhook;
            }
            catch (CryptographicException damaged)
            {
                failures.Add(new(webhook.Id, damaged));
                return webhook;
            }
        }
    }

    private ValueTask<FrozenSet<string>> FollowedAsync(CancellationToken cancellation) =>
        known is { } now && clock.GetElapsedTime(now.Asked) < Freshness ? new(now.Followed) : new(AskAsync(cancellation));

    private async Task<FrozenSet<string>> AskAsync(CancellationToken cancellation)
    {
        // One asks; the others go on by what they know, if they know something.
        var before = known;
        if (!await asking.WaitAsync(before is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation))
            return before!.Followed;
        try
        {
            return known is { } fresh && fresh != before ? fresh.Followed : Followed(Keep(await store.ReadAsync(cancellation)));
        }
        catch (StoreBusyException) when (before is not null)
        {
            return before.Followed;
        }
        finally
        {
            asking.Release();
        }
    }

    private WholeList<Webhook> Keep(WholeList<Webhook> list)
    {
        known = new(Followed(list), clock.GetTimestamp());
        return list;
    }

    private static FrozenSet<string> Followed(WholeList<Webhook> list) =>
        list.Items.Where(webhook => webhook.IsOn).SelectMany(webhook => webhook.Events).ToFrozenSet();

    private sealed record Known(FrozenSet<string> Followed, long Asked);
}
