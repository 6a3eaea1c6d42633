using Protocols.Escalating;
using Protocols.Handling;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;
using Protocols.People;

namespace Protocols.Local.Seeding.Stories;

/// <summary>The case goes to another line or department, and comes back with guidance (M17); or to the ombudsman, who works under his own number (M18).</summary>
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

    /// <summary>He says what is to be done; whoever owns the case does it and answers for it.</summary>
    public static IEnumerable<CaseStep> ToOmbudsman(Scene scene)
    {
        foreach (var step in Solving.LookedInto(scene))
            yield return step;
        for (var inquiries = scene.Dice.Between(1, 2); inquiries > 0; inquiries--)
        {
            yield return scene.Hours(20, 60).Work(0, 2).Contact(Direction.Inbound, Phrases.Inquiries);
            yield return scene.Work(0.5, 3).Contact(Direction.Outbound, Phrases.Progress);
        }
        // On another day than the case was opened on, so that no case of that day has a number yet.
        var (reason, owner) = (scene.NextWorkday().Text(Phrases.ToOmbudsman), scene.Owner);
        yield return new(scene.Now, owner, (protocol, now) => new ReferProtocol(new(Tier.Ombudsman, null, null), reason).Decide(protocol, owner, scene.Rules, now));
        yield return new OmbudsmanStep(scene.At(scene.Now.AddSeconds(2)).Now);
        foreach (var step in Reviewed(scene))
            yield return new SecondStep(step.At, step.By, step.Decide);
        scene.Owner = owner;
        foreach (var step in Solving.Solved(scene))
            yield return step;
    }

    private static IEnumerable<CaseStep> Reviewed(Scene scene)
    {
        var ombudsman = scene.Owner = Staff.Ombudsman;
        scene.Guided = false;
        yield return new(scene.Work(0.5, 6).Now, ombudsman, (protocol, _) => ClaimProtocol.Decide(protocol, ombudsman));
        foreach (var step in Solving.LookedInto(scene).Concat(Solving.Solved(scene)))
            yield return step;
    }

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
