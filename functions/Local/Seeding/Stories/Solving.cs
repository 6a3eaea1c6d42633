using Protocols.Catalog;
using Protocols.Closing;
using Protocols.Local.Seeding.Texts;

namespace Protocols.Local.Seeding.Stories;

/// <summary>The common way: looked into, solved, told, closed; or closed because nobody could be told.</summary>
internal static class Solving
{
    private static readonly WaitingOn[] inside = [WaitingOn.Analysis, WaitingOn.N2, WaitingOn.Development, WaitingOn.Update];

    // A company that keeps most of what it promises.
    private static readonly (int, double)[] daysOfAYear = [(0, 78), (1, 15), (2, 4), (3, 1.5), (5, 1), (7, 0.5)];

    public static IEnumerable<CaseStep> LookedInto(Scene scene)
    {
        var topic = scene.Casting.Topic;
        if (scene.Casting.Channel.IsLive() && scene.Dice.Chance(0.5))
            scene.Minutes(3, 15);
        else if (scene.Year)
            scene.Work(0.1, 0.8);
        else
            scene.Work(0.3, 6);
        yield return scene.Entry(EntryKind.Analysis, scene.Dice.Chance(0.8) ? topic.Analyses ?? Phrases.Analyses : Phrases.Analyses);
        if (scene.Year && scene.Casting.Channel is not (Channel.Phone or Channel.InPerson) && scene.Dice.Chance(0.97))
            yield return scene.Contact(Direction.Outbound, Phrases.Acknowledged);
        foreach (var step in Guided.Through(scene))
            yield return step;
        var technical = topic.Occurrence == "technical-problem";
        if (technical || scene.Dice.Chance(0.3))
            yield return scene.Work(0.1, 3).Entry(EntryKind.Test, technical ? Phrases.Tests : Phrases.Checks);
        if (scene.Dice.Chance(0.2))
            yield return scene.Minutes(1, 5).Waiting(scene.Dice.Pick(inside));
        if (scene.Dice.Chance(0.08))
            yield return scene.Minutes(2, 30).Entry(EntryKind.Note, Phrases.Notes);
    }

    public static IEnumerable<CaseStep> Solved(Scene scene)
    {
        var days = scene.Year ? scene.Dice.Pick(daysOfAYear)
            : scene.Dice.Between(1, 100) switch { <= 45 => 0, <= 85 => scene.Dice.Between(1, 2), _ => scene.Dice.Between(3, 8) };
        for (var day = 0; day < days; day++)
        {
            scene.NextWorkday();
            if (scene.Dice.Chance(scene.Year ? 0.04 : 0.12))
                yield return scene.Contact(Direction.Inbound, Phrases.Inquiries);
            else if (scene.Dice.Chance(scene.Year ? 0.96 : 0.45))
                yield return scene.Contact(Direction.Outbound, Phrases.Progress);
        }
        yield return scene.Work(0.5, 5).Entry(EntryKind.Solution, scene.Casting.Topic.Solutions);
        foreach (var step in Told(scene))
            yield return step;
    }

    /// <summary>The customer hears of the solution at once, or the case rests as resolved until he does.</summary>
    public static IEnumerable<CaseStep> Told(Scene scene)
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

    public static IEnumerable<CaseStep> NotReached(Scene scene)
    {
        for (var day = 0; day < Catalogue.General.Policy.UnreachableDays; day++)
            yield return scene.NextWorkday().Missed();
        yield return scene.Minutes(2, 20).WrittenTo();
        yield return scene.NextWorkday().Close(Outcome.Unreachable);
    }

    public static CaseStep Close(this Scene scene, Outcome outcome)
    {
        var (owner, command) = (scene.Owner, new CloseProtocol(outcome));
        return new(scene.Now, owner, (protocol, _) => command.Decide(protocol, owner, Catalogue.General, scene.Zone));
    }
}
