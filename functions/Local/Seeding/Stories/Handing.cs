using Protocols.Escalating;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;
using Protocols.People;

namespace Protocols.Local.Seeding.Stories;

/// <summary>The case goes to another line or department, and comes back with guidance (M17).</summary>
internal static class Handing
{
    private static readonly Dictionary<string, string> departments = new()
    {
        ["billing-complaint"] = "finance",
        ["delivery-problem"] = "logistics",
        ["cancellation"] = "finance",
    };

    private static readonly AcceptReferrals accept = new(new Dictionary<long, string>());

    public static IEnumerable<CaseStep> Escalated(Scene scene) => Solving.LookedInto(scene).Concat(Round(scene)).Concat(Solving.Solved(scene));

    public static IEnumerable<CaseStep> SentBack(Scene scene) =>
        Solving.LookedInto(scene).Concat(Round(scene)).Concat(Round(scene)).Concat(Solving.Solved(scene));

    /// <summary>What was found and tried, there, and back again.</summary>
    private static IEnumerable<CaseStep> Round(Scene scene)
    {
        var receiver = scene.Dice.Pick(Staff.Others(scene.Owner));
        yield return scene.Work(0.2, 3).Entry(EntryKind.Analysis, Phrases.Analyses);
        yield return scene.Minutes(5, 40).Entry(EntryKind.Test, Phrases.Checks);
        var (to, owner) = (To(scene), scene.Owner);
        var reason = scene.Minutes(2, 15).Text(Phrases.Handovers);
        yield return new(scene.Now, owner, (protocol, now) => new ReferProtocol(to, reason).Decide(protocol, owner, scene.Rules, now));
        yield return scene.Minutes(1, 20).Contact(Direction.Outbound, Phrases.Progress);
        yield return new(scene.Minutes(1, 2).Now, Caller.Service, (protocol, _) => accept.Decide(protocol));
        yield return scene.Work(1, 30).Entry(EntryKind.Analysis, Phrases.Analyses, receiver);
        var guidance = scene.Work(0.1, 4).Text(Phrases.Guidance);
        yield return new(scene.Now, receiver, (protocol, _) => new ReturnReferral(protocol.Referrals[^1].Id, guidance).Decide(protocol, receiver));
    }

    private static Destination To(Scene scene) =>
        departments.TryGetValue(scene.Casting.Topic.Occurrence, out var department) && scene.Dice.Chance(0.7)
            ? new(null, department, null)
            : new(Tier.N2, null, null);
}
