using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Facts;

namespace Protocols.Escalating;

/// <summary>The referrals that follow from warnings and breaches as they are written down (M16): each way up once, and never down.</summary>
internal static class EscalateByItself
{
    /// <summary>The same facts, each flag followed by what it brings about.</summary>
    public static IReadOnlyList<NewFact> With(IReadOnlyList<NewFact> facts, Protocol protocol, Rules rules, Clocks clocks)
    {
        // A question stays in its call, and what has no subject cannot be handed to anybody.
        if (protocol.IsQuestion || !protocol.HasSubject || protocol.ResolvedAt is not null || protocol.ClosedAt is not null)
            return facts;
        var reached = protocol.Referrals.Select(referral => referral.To.Tier).Append(protocol.Tier).Max()!.Value;
        var all = new List<NewFact>(facts.Count);
        foreach (var fact in facts)
        {
            all.Add(fact);
            if (Flag(fact) is not var (target, kind, dueAt) || !IsOwed(clocks, target, dueAt))
                continue;
            foreach (var tier in rules.EscalatesTo(protocol, target, kind).Where(tier => tier > reached))
            {
                all.Add(new(new Referred(tier, null, null) { Because = target }));
                reached = tier;
            }
        }
        return all;
    }

    private static (Target Target, FlagKind Kind, DateTimeOffset DueAt)? Flag(NewFact fact) => fact.Terms switch
    {
        DeadlineWarned warned => (warned.Target, FlagKind.Warning, warned.DueAt),
        DeadlineBreached breached => (breached.Target, FlagKind.Breach, breached.DueAt),
        _ => null,
    };

    /// <summary>What was done late, before anybody flagged it, needs nobody any more; nor does an earlier round that was made up for.</summary>
    private static bool IsOwed(Clocks clocks, Target target, DateTimeOffset dueAt) =>
        clocks.Deadlines.Any(deadline => deadline.Target == target && deadline.DueAt == dueAt && deadline.MetAt is null);
}
