using Protocols.Actions;
using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.Notifying;

namespace Protocols.Extending;

/// <summary>
/// The ombudsman gives himself more time to answer: once, before the term is over, with a reason that the customer is told, and no more often in a
/// month than the policy allows (Resolução CMN 4.860/2020, art. 6º, § 2º).
/// </summary>
public sealed record ExtendTerm(string Reason)
{
    /// <param name="quota">How many there are this month; null where the policy sets no share.</param>
    public Decision Decide(Protocol protocol, Rules rules, ExtensionQuota? quota, DateTimeOffset now)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.Status == Status.Resolved)
            return Refusals.AlreadyResolved;
        if (protocol.Extension is not null)
            return Refusals.TermAlreadyExtended;
        var extended = protocol with { Clock = [.. protocol.Clock, new(now, ClockEvent.Extended)] };
        if (DueAt(protocol) is not { } due || DueAt(extended) is not { } later || later <= due)
            return Refusals.TermNotExtendable;
        if (due <= now)
            return Refusals.TermOver(due);
        if (quota is { HasRoom: false })
            return Refusals.ExtensionQuotaReached(quota);
        return Decision.Of(
            new NewFact(
                new TermExtended(Target.LegalAnswer, due, later, rules.PolicyOf(protocol).Code) { Month = quota?.Month },
                FactBody.Of(Reason),
                Visibility.Public),
            Message(protocol, rules, later));

        DateTimeOffset? DueAt(Protocol state) =>
            rules.DueDates(state, now).Deadlines.FirstOrDefault(deadline => deadline.Target == Target.LegalAnswer)?.DueAt;
    }

    /// <summary>By when he will be answered now, and why not before.</summary>
    private NewFact Message(Protocol protocol, Rules rules, DateTimeOffset due)
    {
        // The due date is the first instant after the term: what the customer reads is its last day.
        var day = due.AddTicks(-1).LocalDay(rules.Zone);
        return CustomerMessage.Contact(protocol, ReservedTemplates.Find(rules.Catalogue, ReservedTemplates.TermExtended), new()
        {
            ["date"] = CustomerMessage.Day(day, Notifications.IsEnglish(protocol)),
            ["reason"] = Reason,
        });
    }
}
