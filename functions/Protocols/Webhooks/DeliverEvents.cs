using Protocols.Cases;
using Protocols.Chain;
using Protocols.Events;
using Protocols.Notifying;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Webhooks;

/// <summary>
/// Tells other systems of events (M30). What leaves a protocol becomes a message for each webhook that follows, under an id that makes it the same
/// one however often that is done; each is then called until it takes the event, after longer and longer pauses, and what it never takes joins the
/// dead letters. An event may come twice, under the same id, and after a later one: <c>sequence</c> says where it belongs.
/// </summary>
public sealed class DeliverEvents(
    IProtocolStore store, IAccessLog log, IMessageQueues queues, Subscriptions subscriptions, KeyRing ring, HandOver handOver, TimeProvider clock)
{
    /// <summary>The reason of a dead letter to a webhook that is switched off.</summary>
    public const string Off = "webhook-off";

    public async Task<Verdict> RunAsync(ReceivedMessage message, CancellationToken cancellation)
    {
        if (!EventLetter.TryRead(message.Body, out var letter))
            return Verdict.Dead("unreadable", "The message is no pointer to an event, or of a version that is not known here.");
        try
        {
            var webhooks = await subscriptions.ReadAsync(cancellation);
            if (letter.Webhook is { } id && webhooks.All(webhook => webhook.Id != id))
                return Verdict.Done;
            if (await EventAsync(letter, cancellation) is not { } made)
                return Verdict.Dead("event-not-found", $"Protocol {letter.Number} has no such event.");
            return letter.Webhook is null
                ? await SpreadAsync(letter, made, webhooks, cancellation)
                : await TellAsync(webhooks.First(webhook => webhook.Id == letter.Webhook), made, message, cancellation);
        }
        catch (Exception busy) when (busy is StoreBusyException or StoreFullException)
        {
            return Verdict.Again;
        }
    }

    private async Task<Verdict> SpreadAsync(
        EventLetter letter, ProtocolEvent made, IReadOnlyList<Webhook> webhooks, CancellationToken cancellation)
    {
        var letters = webhooks.Where(webhook => webhook.IsOn && webhook.Events.Contains(made.Type))
            .Select(webhook => (letter with { Webhook = webhook.Id }).ToSend());
        await queues.SendAsync(QueueDefinition.Webhooks, [.. letters], cancellation);
        return Verdict.Done;
    }

    private async Task<Verdict> TellAsync(Webhook webhook, ProtocolEvent made, ReceivedMessage message, CancellationToken cancellation)
    {
        if (!webhook.IsOn)
            return Verdict.Dead(Off, $"The webhook {webhook.Id} was switched off; what waited for it can be sent again once it is on.");
        var handed = await handOver(new(webhook.Url, made.Id, made.ToCloudEvent().Write(), webhook.OpenSecret(ring)), cancellation);
        await NoteAsync(webhook, handed, cancellation);
        if (handed.IsTaken)
            return Verdict.Done;
        if (handed.IsGone)
            return Verdict.Dead(handed.Reason!, $"The webhook {webhook.Id} answered that nobody listens there any more.");
        if (Retries.IsAtOnce(message))
            return Verdict.Again;
        if (Retries.Next(message, clock.GetUtcNow()) is not { } later)
            return Verdict.Dead(handed.Reason!, $"The webhook {webhook.Id} did not take event {made.Id}, however often it was tried.");
        await queues.SendAsync(QueueDefinition.Webhooks, [later], cancellation);
        return Verdict.Postponed(handed.Reason!);
    }

    /// <summary>How the webhook stands is written down where that changes: at the first failure, the first success after one, and the last that is borne.</summary>
    private async Task NoteAsync(Webhook known, HandedOver handed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (After(known, handed, now) is null)
            return;
        await subscriptions.ChangeAsync(
            webhooks => webhooks.FirstOrDefault(webhook => webhook.Id == known.Id) is { } there && After(there, handed, now) is { } next
                ? [.. webhooks.Select(webhook => webhook.Id == known.Id ? next : webhook)]
                : null,
            cancellation);
    }

    /// <summary>Null where nothing changes.</summary>
    private static Webhook? After(Webhook webhook, HandedOver handed, DateTimeOffset now)
    {
        // What arrives late says nothing of one that somebody else has switched off meanwhile.
        if (!webhook.IsOn)
            return null;
        var next = handed.IsTaken ? webhook.Working() : webhook.Failed(handed.Reason!, handed.IsGone, now);
        return (next.FailingSince, next.Reason, next.OffSince) == (webhook.FailingSince, webhook.Reason, webhook.OffSince) ? null : next;
    }

    private async Task<ProtocolEvent?> EventAsync(EventLetter letter, CancellationToken cancellation)
    {
        if (letter.Access > 0)
            return await log.ListAsync(letter.Number, letter.Access - 1, 1, cancellation) is [var entry] && entry.N == letter.Access ? EventKinds.Of(entry) : null;
        return await store.FindAsync(letter.Number, cancellation) is { } stored
            && await store.ReadStoredAsync(stored.Document, letter.Fact, letter.Fact, cancellation) is [var fact]
                ? EventKinds.Of(letter.Number, fact)
                : null;
    }
}
