using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.People;

namespace Protocols.Closing;

/// <summary>
/// The owner ends the case: the customer knows of the solution (M11), or could not be reached by the policy's rule, or never
/// said what he wanted. Closing resolves by itself.
/// </summary>
public sealed record CloseProtocol(Outcome Outcome)
{
    public Decision Decide(Protocol protocol, Caller caller, Catalogue catalogue, TimeZoneInfo zone)
    {
        if (protocol.Status == Status.Closed)
            return Refusals.ProtocolClosed;
        if (protocol.Owner is null || protocol.Owner.Id != caller.Id)
            return Refusals.NotOwner;
        var refusal = Outcome switch
        {
            Outcome.Abandoned => protocol.HasSubject ? Refusals.SubjectGiven : null,
            Outcome.Unreachable => Guards.AgainstWork(protocol) ?? AgainstUnreachable(protocol, catalogue.Policy, zone),
            _ => AgainstSolved(protocol, catalogue),
        };
        if (refusal is not null)
            return refusal;
        var closed = new NewFact(new Closed(Outcome) { Together = EndTogether.With(protocol, catalogue) });
        return Outcome == Outcome.Solved && protocol.ResolvedAt is null
            ? Decision.Of(new NewFact(new Resolved()), closed)
            : closed;
    }

    private static Refusal? AgainstSolved(Protocol protocol, Catalogue catalogue)
    {
        if (ResolveProtocol.Against(protocol, catalogue, Step.Close) is { } refusal)
            return refusal;
        var told = protocol.Informed > protocol.Solution || (protocol.IsQuestion && protocol.Channel.IsLive());
        return told ? null : Refusals.CustomerNotInformed;
    }

    private static Refusal? AgainstUnreachable(Protocol protocol, HandlingPolicy policy, TimeZoneInfo zone)
    {
        var days = protocol.Missed.Select(at => at.LocalDay(zone)).Distinct().Count();
        return days < policy.UnreachableDays || !protocol.WrittenTo
            ? Refusals.CustomerNotTried(days, policy.UnreachableDays, protocol.WrittenTo)
            : null;
    }
}
