using Protocols.Cases;
using Protocols.Documents;
using Protocols.Ports;
using Protocols.Webhooks;

namespace Protocols.Outgoing;

/// <summary>
/// Sends what stands in a protocol's outbox. Its ids make a resend the same message, so sending too often does no harm; it remembers
/// what it sent, so that the next change of the protocol can strike it out without a write of its own.
/// </summary>
/// <param name="webhooks">Who follows what by webhook; without them nobody does.</param>
public sealed class Publisher(IMessageQueues queues, TimeProvider clock, IWholeList<Webhook>? webhooks = null)
{
    /// <summary>Whoever changed the protocol waits no longer than this; the relay sends what did not leave.</summary>
    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    private readonly SentMessages sent = new();

    /// <summary>Null where nobody can follow anything.</summary>
    public Subscriptions? Subscriptions { get; } = webhooks is null ? null : new(webhooks, clock);

    /// <summary>The document as it is to be written: with what its new facts make known, and without what is known to have left.</summary>
    internal async ValueTask<ProtocolDocument> ReadyAsync(Written written, CancellationToken cancellation) =>
        Strike(Subscriptions is null ? written.Document : await Subscriptions.AnnounceAsync(written.Document, written.Facts, cancellation));

    /// <summary>Sends at once, best effort: the change is on record, so a failure is not its caller's.</summary>
    public async Task TryAsync(ProtocolDocument document)
    {
        if (document.Outbox.All(message => sent.Has(message.Id)))
            return;
        using var end = new CancellationTokenSource(Patience, clock);
        try
        {
            await SendAsync(document, end.Token);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // The messages still stand in the document. The relay finds them there, and reports what goes on failing.
            return;
        }
    }

    /// <summary>Sends whatever stands in the outbox.</summary>
    /// <exception cref="StoreBusyException">Perhaps it was not sent.</exception>
    /// <exception cref="StoreFullException">Perhaps it was not sent.</exception>
    public async Task SendAsync(ProtocolDocument document, CancellationToken cancellation)
    {
        foreach (var group in document.Outbox.GroupBy(message => message.Queue))
        {
            var queue = QueueDefinition.All.FirstOrDefault(known => known.Name == group.Key)
                ?? throw new InvalidDataException($"Protocol {document.Number} has messages for a queue '{group.Key}', which does not exist.");
            await queues.SendAsync(queue, [.. group.Select(message => Messages.ToSend(message, document.Number, queue))], cancellation);
            foreach (var message in group)
                sent.Add(message.Id);
        }
    }

    /// <summary>The document without the messages that are known to have left.</summary>
    public ProtocolDocument Strike(ProtocolDocument document) => document.Outbox.Any(message => sent.Has(message.Id))
        ? document.Awaiting([.. document.Outbox.Where(message => !sent.Has(message.Id))])
        : document;
}
