using Protocols.Cases;
using Protocols.Chain;
using Protocols.Closing;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Escalating;

/// <summary>
/// Hands cases over (M19). A message only says where to look: whatever waits there is handed over, in the order in which it was asked
/// for, so neither the order of messages nor their number matters, and one that comes again finds nothing to do. What a case brings
/// about in other protocols is seen to here, too: the ombudsman's, and those that end with it.
/// </summary>
public sealed class HandleEscalations(
    IProtocolStore store, KeyRing ring, ChangeProtocol changing, OmbudsmanProtocols ombudsman, EndTogether ending)
{
    private const int MostRounds = 20;

    public async Task<Verdict> RunAsync(ReceivedMessage message, CancellationToken cancellation)
    {
        if (!Pointer.TryRead(message.Body, out var pointer))
            return Verdict.Dead("unreadable", "The message is no pointer to a fact, or of a version that is not known here.");
        try
        {
            return await HandOverAsync(pointer, cancellation);
        }
        catch (Exception busy) when (busy is StoreBusyException or StoreFullException)
        {
            return Verdict.Again;
        }
    }

    private async Task<Verdict> HandOverAsync(Pointer pointer, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await StateAsync(pointer.Number, cancellation) is not { } protocol)
                return Verdict.Dead(Refusals.NotFound.Code, $"There is no protocol {pointer.Number}.");
            await ombudsman.EnsureAsync(protocol, cancellation);
            if (!await ending.EnsureAsync(protocol, cancellation))
                return Verdict.Again;
            var waiting = protocol.Referrals.Where(referral => referral.IsWaiting).ToList();
            if (waiting.Count == 0)
                return Verdict.Done;
            if (await NumbersAsync(waiting, cancellation) is not { } numbers)
                return Verdict.Again;
            var accept = new AcceptReferrals(numbers);
            var accepted = await changing.RunAsync(
                pointer.Number, Caller.Service, Conditions.None, (state, _) => accept.Decide(state), cancellation);
            if (!accepted.Succeeded)
                return Verdict.Again;
        }
        return Verdict.Again;
    }

    private async Task<Protocol?> StateAsync(string number, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return null;
        using var found = Case.Open(stored, ring);
        return found.State;
    }

    /// <summary>One for each that goes to the ombudsman; null where none is left.</summary>
    private async Task<Dictionary<long, string>?> NumbersAsync(IEnumerable<Referral> waiting, CancellationToken cancellation)
    {
        var numbers = new Dictionary<long, string>();
        foreach (var referral in waiting.Where(referral => referral.To.Tier == Tier.Ombudsman))
        {
            if (await ombudsman.NumberAsync(cancellation) is not { } number)
                return null;
            numbers.Add(referral.Id, number);
        }
        return numbers;
    }
}
