using Protocols.Catalog;
using Protocols.Closing;
using Protocols.Handling;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;

namespace Protocols.Local.Seeding.Stories;

/// <summary>What happens on the way: another hand, somebody who is waited for, an owner who leaves, a problem that comes back.</summary>
internal static class Detours
{
    public static IEnumerable<CaseStep> Executed(Scene scene)
    {
        var owner = scene.Owner;
        var executor = scene.Dice.Chance(0.15) ? scene.Dice.Pick(Staff.Supervisors) : scene.Dice.Pick(Staff.Others(owner));
        yield return scene.Work(0.2, 4).Entry(EntryKind.Analysis, Phrases.Analyses);
        yield return scene.Minutes(1, 5).Executor(owner, executor.Member());
        foreach (var step in Solving.LookedInto(scene))
            yield return step with { By = executor };
        yield return scene.Work(1, 30).Entry(EntryKind.Solution, scene.Casting.Topic.Solutions, executor);
        yield return scene.Minutes(1, 10).Entry(EntryKind.Note, Phrases.Handover, executor);
        yield return scene.Executor(executor, null);
        foreach (var step in Solving.Told(scene.Work(0.2, 5)))
            yield return step;
    }

    public static IEnumerable<CaseStep> AwaitedCustomer(Scene scene)
    {
        foreach (var step in Solving.LookedInto(scene))
            yield return step;
        yield return scene.Work(0.2, 3).Contact(Direction.Outbound, Phrases.AskCustomer);
        yield return scene.Minutes(1, 3).Waiting(WaitingOn.Customer);
        if (scene.Dice.Chance(0.2))
        {
            foreach (var step in Solving.NotReached(scene.Hours(72, 200)))
                yield return step;
            yield break;
        }
        yield return scene.Replied();
        foreach (var step in Solving.Solved(scene))
            yield return step;
    }

    public static IEnumerable<CaseStep> AwaitedThirdParty(Scene scene)
    {
        foreach (var step in Solving.LookedInto(scene))
            yield return step;
        yield return scene.Work(0.1, 2).Entry(EntryKind.Note, Phrases.ThirdParty);
        yield return scene.Minutes(1, 2).Waiting(WaitingOn.ThirdParty);
        yield return scene.Work(scene.Year ? 4 : 20, scene.Year ? 60 : 150).Entry(EntryKind.Note, Phrases.ThirdPartyAnswered);
        yield return scene.Minutes(1, 2).Waiting(null);
        if (scene.Year)
            yield return scene.Minutes(2, 40).Contact(Direction.Outbound, Phrases.Progress);
        foreach (var step in Solving.Solved(scene))
            yield return step;
    }

    public static IEnumerable<CaseStep> Reopened(Scene scene)
    {
        var reopen = new ReopenProtocol(scene.Hours(30, 24 * 16).Work(0, 1).Text(Phrases.Reopenings));
        yield return new(scene.Now, scene.Owner, (protocol, now) => reopen.Decide(protocol, now, Catalogue.General.Policy));
        foreach (var step in Solving.LookedInto(scene).Concat(Solving.Solved(scene)))
            yield return step;
    }

    public static IEnumerable<CaseStep> OwnerLeft(Scene scene)
    {
        foreach (var step in Solving.LookedInto(scene))
            yield return step;
        scene.Owner = scene.Dice.Pick(Staff.Others(scene.Owner));
        var command = new SetOwner(scene.Owner.Member(), scene.NextWorkday().Text(Phrases.OwnerLeft));
        yield return new(scene.Now, scene.Dice.Pick(Staff.Supervisors), (protocol, _) => command.Decide(protocol));
        foreach (var step in Solving.Solved(scene))
            yield return step;
    }
}
