using System.Security.Cryptography;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Escalating;

/// <summary>
/// Looks through the dead letters of the escalations and writes on each protocol what died (M19), once, however often it looks.
/// The letters stay where they are; one whose protocol waits for nothing any more is sent again, finds nothing to do and is gone.
/// </summary>
public sealed class NoteDeadEscalations(IMessageQueues queues, IProtocolStore store, KeyRing ring, ChangeProtocol changing)
{
    private const int Batch = 100;

    /// <returns>Dead letters that no protocol speaks for: they cannot be read, or their protocol is not there or damaged.</returns>
    public async Task<IReadOnlyList<DeadLetter>> RunAsync(CancellationToken cancellation)
    {
        var strangers = new List<DeadLetter>();
        var after = 0L;
        while (await queues.PeekDeadAsync(QueueDefinition.Escalations, after, Batch, cancellation) is { Count: > 0 } page)
        {
            foreach (var letter in page)
            {
                if (!await TryNoteAsync(letter, cancellation))
                    strangers.Add(letter);
            }
            after = page[^1].Sequence;
        }
        return strangers;
    }

    private async Task<bool> TryNoteAsync(DeadLetter letter, CancellationToken cancellation)
    {
        try
        {
            return await NoteAsync(letter, cancellation);
        }
        catch (CryptographicException)
        {
            // A record that is damaged takes no facts; the others must have theirs.
            return false;
        }
    }

    private async Task<bool> NoteAsync(DeadLetter letter, CancellationToken cancellation)
    {
        if (!Pointer.TryRead(letter.Message.Body, out var pointer) || await store.FindAsync(pointer.Number, cancellation) is not { } stored)
            return false;
        using (var found = Case.Open(stored, ring))
        {
            if (found.State.Referrals.All(referral => !referral.IsWaiting))
            {
                await queues.SendDeadAgainAsync(QueueDefinition.Escalations, letter.Sequence, cancellation);
                return true;
            }
        }
        await changing.RunAsync(
            pointer.Number, Caller.Service, Conditions.None, (protocol, _) => Decide(protocol, pointer.Fact, letter.Reason), cancellation);
        return true;
    }

    /// <summary>A letter from before a redrive says nothing of the message that was sent since.</summary>
    internal static Decision Decide(Protocol protocol, long sentBy, string reason) =>
        protocol.Referrals.FirstOrDefault(referral => referral.SentBy == sentBy && referral.State == EscalationState.Queued) is { } dead
            ? new NewFact(new EscalationDead(dead.Id, reason))
            : Decision.Nothing;
}
