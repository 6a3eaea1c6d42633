using Protocols.Finding;
using Protocols.Handling;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;

namespace Protocols.Local.Seeding.Stories;

/// <summary>What happens to a case after its opening, in order of time and without an end of its own: whoever tells it stops.</summary>
internal static class Lives
{
    public static IEnumerable<CaseStep> Of(Scene scene, Openings openings)
    {
        var casting = scene.Casting;
        if (casting.Plot == Plot.Abandoned)
            return scene.Year ? Abandoned(scene).Take(1) : Abandoned(scene);
        var story = casting.Plot switch
        {
            Plot.Question => Answered(scene),
            Plot.Acknowledged => Acknowledged(scene),
            Plot.Executed => Detours.Executed(scene),
            Plot.AwaitedCustomer => Detours.AwaitedCustomer(scene),
            Plot.AwaitedThirdParty => Detours.AwaitedThirdParty(scene),
            Plot.Unreachable => Solving.LookedInto(scene).Concat(Solving.NotReached(scene)),
            Plot.Reopened => Solving.LookedInto(scene).Concat(Solving.Solved(scene)).Concat(Detours.Reopened(scene)),
            Plot.OwnerLeft => Detours.OwnerLeft(scene),
            Plot.Escalated => Handing.Escalated(scene),
            Plot.SentBack => Handing.SentBack(scene),
            Plot.Ombudsman => Handing.ToOmbudsman(scene),
            Plot.Promised => Waits.Promised(scene),
            Plot.Late => Waits.Late(scene),
            _ => Solving.LookedInto(scene).Concat(Solving.Solved(scene)),
        };
        var life = openings.Rest().Concat(Owned(scene)).Concat(story);
        return scene.Year ? Merged(life.Concat(Feedback.Given(scene)), [.. Receipts.Of(scene, openings).Concat(Calls.Of(scene)).OrderBy(step => step.At)]) : life;
    }

    /// <summary>What happens beside the story, each when its time has come.</summary>
    private static IEnumerable<CaseStep> Merged(IEnumerable<CaseStep> life, IReadOnlyList<CaseStep> beside)
    {
        var next = 0;
        foreach (var step in life)
        {
            while (next < beside.Count && beside[next].At < step.At)
                yield return beside[next++];
            yield return step;
        }
        foreach (var step in beside.Skip(next))
            yield return step;
    }

    private static IEnumerable<CaseStep> Abandoned(Scene scene)
    {
        yield return scene.Minutes(1, 3).Entry(EntryKind.Note, Phrases.Dropped);
        yield return scene.Hours(24, 24).Work(0.5, 8).Close(Outcome.Abandoned);
    }

    private static IEnumerable<CaseStep> Owned(Scene scene)
    {
        if (scene.Casting.Opener.IsSystem())
        {
            scene.Work(0.1, scene.Year ? 0.7 : 3);
            var owner = scene.Owner;
            yield return new(scene.Now, owner, (protocol, _) => ClaimProtocol.Decide(protocol, owner));
        }
        if (scene.Casting.Earlier is { Kind: { } kind })
            yield return new LinkStep(scene.Minutes(1, 5).Now, scene.Owner, kind);
        if (scene.Dice.Chance(0.01))
        {
            var reason = scene.Minutes(1, 2).Text(Phrases.Reveals);
            yield return new(scene.Now, scene.Owner, (protocol, _) => new RevealCustomer(reason).Decide(protocol));
        }
    }

    private static IEnumerable<CaseStep> Answered(Scene scene)
    {
        foreach (var step in Guided.Through(scene))
            yield return step;
        yield return scene.Minutes(2, 9).Entry(EntryKind.Solution, scene.Casting.Topic.Solutions);
        if (!scene.Casting.Channel.IsLive())
            yield return scene.Minutes(1, 10).Contact(Direction.Outbound, Phrases.Informed, informed: true);
        yield return scene.Minutes(1, 3).Close(Outcome.Solved);
    }

    private static IEnumerable<CaseStep> Acknowledged(Scene scene)
    {
        yield return scene.Work(0.2, 20).Entry(EntryKind.Solution, scene.Casting.Topic.Solutions);
        yield return scene.Minutes(2, 40).Contact(Direction.Outbound, Phrases.Informed, informed: true);
        yield return scene.Minutes(1, 3).Close(Outcome.Solved);
    }
}
