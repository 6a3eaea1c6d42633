using Protocols.Accessing;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.People;
using Protocols.Ports;
using Protocols.Proving.Seals;

namespace Protocols.Proving;

/// <summary>What a statement is made of, as one reader may have it.</summary>
public sealed record Stated(Protocol State, IReadOnlyList<StatedFact> Facts, string Head, StatedSeal Seal);

/// <summary>Reads a protocol's whole record for a statement (M27): older pages too, in one version of it.</summary>
public sealed class ReadStatement(IProtocolStore store, ISeals seals, KeyRing ring, TimeZoneInfo zone, TimeProvider clock, LogAccess log)
{
    /// <param name="view">Whose eyes it is for: the caller's, or less than he may see.</param>
    public async Task<Result<Stated>> RunAsync(string number, Caller caller, View view, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return Refusals.NotFound;
        using var found = Case.Open(stored, ring);
        if (!caller.CanSee(found.State))
            return Refusals.NotFound;
        // What anybody with his document could ask for must not hold what was written about him.
        if (Access.ViewOf(caller) == View.Outline)
            return Refusals.AccessCodeNeeded;
        // What the service sends goes to the customer alone.
        if (found.State.IsBlocked && !caller.IsService && Access.ViewOf(caller) == View.Staff)
            return Refusals.DataBlocked;
        await log.RunAsync(found, caller, AccessKind.StatementMade, null, null, cancellation);
        var facts = await store.ReadStoredAsync(found.Document, 1, long.MaxValue, cancellation);
        var seal = await new FindInclusion(seals, zone, clock).RunAsync(number, facts, cancellation);
        return new Stated(found.State, StateFacts.Of(facts, found.Key, view), found.Document.Head, seal);
    }
}
