using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Closing;

/// <summary>
/// Complaints that repeat a case end with it where its policy says so (REN 1.000/2021, art. 410). The first says at its end which they are;
/// each of them is ended from there, so that however often it is tried it happens once.
/// </summary>
public sealed class EndTogether(ChangeProtocol changing)
{
    /// <summary>The numbers of those that end with it; null where none does.</summary>
    internal static IReadOnlyList<string>? With(Protocol protocol, Catalogue catalogue) =>
        protocol.RepeatedBy.Count > 0 && catalogue.PolicyFor(protocol).EndsRepeated ? protocol.RepeatedBy : null;

    /// <summary>Ends what repeats a case that has ended.</summary>
    /// <returns>False where one of them could not be ended now.</returns>
    public async Task<bool> EnsureAsync(Protocol first, CancellationToken cancellation)
    {
        if (first.ClosedAt is null)
            return true;
        foreach (var number in first.RepeatedBy)
        {
            var ended = await changing.RunAsync(number, Caller.Service, Conditions.None, (repeated, _) => Decide(repeated, first), cancellation);
            if (!ended.Succeeded && ended.Refusal.Code != Refusals.NotFound.Code)
                return false;
        }
        return true;
    }

    /// <summary>The customer knows of the solution from the first one; nothing more is asked of those that say the same.</summary>
    internal static Decision Decide(Protocol repeated, Protocol first) =>
        repeated.ClosedAt is not null ? Decision.Nothing
        : first.Outcome == Outcome.Solved && repeated.ResolvedAt is null ? Decision.Of(new NewFact(new Resolved()), new NewFact(new Closed(Outcome.Solved)))
        : new NewFact(new Closed(first.Outcome!.Value));
}
