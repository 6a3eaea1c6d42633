using Protocols.Catalog;
using Protocols.Closing;
using Protocols.Finding;
using Protocols.Handling;
using Protocols.Local.Seeding.Cast;
using Protocols.Local.Seeding.Texts;

namespace Protocols.Local.Seeding.Stories;

/// <summary>What happens to a case after its opening, in order of time and without an end of its own: whoever tells it stops.</summary>
internal static class Lives
{
    private static readonly WaitingOn[] inside = [WaitingOn.Analysis, WaitingOn.N2, WaitingOn.Development, WaitingOn.Update];

    public static IEnumerable<CaseStep> Of(Scene scene, Openings openings)
    {
        var casting = scene.Casting;
        if (casting.Plot == Plot.Abandoned)
            return Abandoned(scene);
        var story = casting.Plot switch
        {
            Plot.Question => Answered(scene),
            Plot.Acknowledged => Acknowledged(scene),
            Plot.Executed => Executed(scene),
            Plot.AwaitedCustomer => AwaitedCustomer(scene),
            Plot.AwaitedThirdParty => AwaitedThirdParty(scene),
            Plot.Unreachable => LookedInto(scene).Concat(NotReached(scene)),
            Plot.Reopened => LookedInto(scene).Concat(Solved(scene)).Concat(Reopened(scene)),
            Plot.OwnerLeft => OwnerLeft(scene),
            _ => LookedInto(scene).Concat(Solved(scene)),
        };
        return openings.Rest().Concat(Owned(scene)).Concat(story);
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
            scene.Work(0.1, 3);
            var owner = scene.Owner;
            yield return new(scene.Now, owner, (protocol, _) => ClaimProtocol.Decide(protocol, owner));
        }
        if (scene.Casting.Earlier is { Kind: { } kind })
            yield return new LinkStep(scene.Minutes(1, 5).Now, scene.Owner, kind);
        if (scene.Dice.Chance(0.01))
        {
            var reason = scene.Minutes(1, 2).Text(Phrases.Reveals);
            yield return new(scene.Now, scene.Owner, (_, _) => new RevealCustomer(reason).Decide());
        }
    }

    private static IEnumerable<CaseStep> Answered(Scene scene)
    {
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

    private static IEnumerable<CaseStep> LookedInto(Scene scene)
    {
        var topic = scene.Casting.Topic;
        if (scene.Casting.Channel.IsLive() && scene.Dice.Chance(0.5))
            scene.Minutes(3, 15);
        else
            scene.Work(0.3, 6);
        yield return scene.Entry(EntryKind.Analysis, scene.Dice.Chance(0.8) ? topic.Analyses ?? Phrases.Analyses : Phrases.Analyses);
        var technical = topic.Occurrence == "technical-problem";
        if (technical || scene.Dice.Chance(0.3))
            yield return scene.Work(0.1, 3).Entry(EntryKind.Test, technical ? Phrases.Tests : Phrases.Checks);
        if (scene.Dice.Chance(0.2))
            yield return scene.Minutes(1, 5).Waiting(scene.Dice.Pick(inside));
        if (scene.Dice.Chance(0.08))
            yield return scene.Minutes(2, 30).Entry(EntryKind.Note, Phrases.Notes);
    }

    private static IEnumerable<CaseStep> Solved(Scene scene)
    {
        var days = scene.Dice.Between(1, 100) switch { <= 45 => 0, <= 85 => scene.Dice.Between(1, 2), _ => scene.Dice.Between(3, 8) };
        for (var day = 0; day < days; day++)
        {
            scene.NextWorkday();
            if (scene.Dice.Chance(0.12))
                yield return scene.Contact(Direction.Inbound, Phrases.Inquiries);
            else if (scene.Dice.Chance(0.45))
                yield return scene.Contact(Direction.Outbound, Phrases.Progress);
        }
        yield return scene.Work(0.5, 5).Entry(EntryKind.Solution, scene.Casting.Topic.Solutions);
        foreach (var step in Told(scene))
            yield return step;
    }

    /// <summary>The customer hears of the solution at once, or the case rests as resolved until he does.</summary>
    private static IEnumerable<CaseStep> Told(Scene scene)
    {
        if (scene.Dice.Chance(0.4))
        {
            yield return new(scene.Minutes(1, 5).Now, scene.Owner, (protocol, _) => ResolveProtocol.Decide(protocol, Catalogue.General));
            scene.Work(2, 28);
        }
        else
        {
            scene.Work(0.1, 2);
        }
        yield return scene.Contact(Direction.Outbound, Phrases.Informed, informed: true);
        yield return scene.Minutes(1, 8).Close(Outcome.Solved);
    }

    private static IEnumerable<CaseStep> Executed(Scene scene)
    {
        var owner = scene.Owner;
        var executor = scene.Dice.Chance(0.15) ? scene.Dice.Pick(Staff.Supervisors) : scene.Dice.Pick(Staff.Others(owner));
        yield return scene.Work(0.2, 4).Entry(EntryKind.Analysis, Phrases.Analyses);
        yield return scene.Minutes(1, 5).Executor(owner, executor.Member());
        foreach (var step in LookedInto(scene))
            yield return step with { By = executor };
        yield return scene.Work(1, 30).Entry(EntryKind.Solution, scene.Casting.Topic.Solutions, executor);
        yield return scene.Minutes(1, 10).Entry(EntryKind.Note, Phrases.Handover, executor);
        yield return scene.Executor(executor, null);
        foreach (var step in Told(scene.Work(0.2, 5)))
            yield return step;
    }

    private static IEnumerable<CaseStep> AwaitedCustomer(Scene scene)
    {
        foreach (var step in LookedInto(scene))
            yield return step;
        yield return scene.Work(0.2, 3).Contact(Direction.Outbound, Phrases.AskCustomer);
        yield return scene.Minutes(1, 3).Waiting(WaitingOn.Customer);
        if (scene.Dice.Chance(0.2))
        {
            foreach (var step in NotReached(scene.Hours(72, 200)))
                yield return step;
            yield break;
        }
        yield return scene.Replied();
        foreach (var step in Solved(scene))
            yield return step;
    }

    private static IEnumerable<CaseStep> AwaitedThirdParty(Scene scene)
    {
        foreach (var step in LookedInto(scene))
            yield return step;
        yield return scene.Work(0.1, 2).Entry(EntryKind.Note, Phrases.ThirdParty);
        yield return scene.Minutes(1, 2).Waiting(WaitingOn.ThirdParty);
        yield return scene.Work(20, 150).Entry(EntryKind.Note, Phrases.ThirdPartyAnswered);
        yield return scene.Minutes(1, 2).Waiting(null);
        foreach (var step in Solved(scene))
            yield return step;
    }

    private static IEnumerable<CaseStep> NotReached(Scene scene)
    {
        for (var day = 0; day < Catalogue.General.Policy.UnreachableDays; day++)
            yield return scene.NextWorkday().Missed();
        yield return scene.Minutes(2, 20).WrittenTo();
        yield return scene.NextWorkday().Close(Outcome.Unreachable);
    }

    private static IEnumerable<CaseStep> Reopened(Scene scene)
    {
        var reopen = new ReopenProtocol(scene.Hours(30, 24 * 16).Work(0, 1).Text(Phrases.Reopenings));
        yield return new(scene.Now, scene.Owner, (protocol, now) => reopen.Decide(protocol, now, Catalogue.General.Policy));
        foreach (var step in LookedInto(scene).Concat(Solved(scene)))
            yield return step;
    }

    private static IEnumerable<CaseStep> OwnerLeft(Scene scene)
    {
        foreach (var step in LookedInto(scene))
            yield return step;
        scene.Owner = scene.Dice.Pick(Staff.Others(scene.Owner));
        var command = new SetOwner(scene.Owner.Member(), scene.NextWorkday().Text(Phrases.OwnerLeft));
        yield return new(scene.Now, scene.Dice.Pick(Staff.Supervisors), (protocol, _) => command.Decide(protocol));
        foreach (var step in Solved(scene))
            yield return step;
    }

    private static CaseStep Close(this Scene scene, Outcome outcome)
    {
        var (owner, command) = (scene.Owner, new CloseProtocol(outcome));
        return new(scene.Now, owner, (protocol, _) => command.Decide(protocol, owner, Catalogue.General, scene.Zone));
    }
}
