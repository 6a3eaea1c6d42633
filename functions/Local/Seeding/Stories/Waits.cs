using Protocols.Actions;
using Protocols.Callbacks;
using Protocols.Catalog;
using Protocols.Local.Seeding.Texts;

namespace Protocols.Local.Seeding.Stories;

/// <summary>The customer waits: for a return that he was promised, or for a case that lies.</summary>
internal static class Waits
{
    public static IEnumerable<CaseStep> Promised(Scene scene)
    {
        foreach (var step in Solving.LookedInto(scene))
            yield return step;
        for (var promises = scene.Dice.Between(1, 2); promises > 0; promises--)
        {
            var (made, owner) = (scene.Work(0.1, 2).Now, scene.Owner);
            var promised = scene.NextWorkday().Now;
            yield return new(made, owner, (protocol, now) => new ScheduleCallback(promised, Channel.Phone).Decide(protocol, now, scene.Rules));
            if (scene.Dice.Chance(0.1))
                continue;
            var late = scene.Dice.Chance(0.12);
            var text = scene.Minutes(late ? 60 : -8, late ? 240 : 25).Text(Phrases.Progress);
            yield return new(scene.Now, owner, (protocol, now) =>
                new CompleteCallback(protocol.Callbacks.Last(one => one.IsOpen).Id, text, Reached: true).Decide(protocol, owner, now, scene.Rules));
        }
        foreach (var step in Asked(scene, 0.1).Concat(Solving.Solved(scene)))
            yield return step;
    }

    public static IEnumerable<CaseStep> Late(Scene scene)
    {
        foreach (var step in Solving.LookedInto(scene).Concat(Asked(scene, 0.25)))
            yield return step;
        for (var inquiries = scene.Dice.Between(1, 3); inquiries > 0; inquiries--)
            yield return scene.Hours(40, 130).Work(0, 2).Contact(Direction.Inbound, Phrases.Inquiries);
        foreach (var step in Solving.Solved(scene))
            yield return step;
    }

    /// <summary>Help, which counts against whoever asks for it (M12).</summary>
    private static IEnumerable<CaseStep> Asked(Scene scene, double chance)
    {
        if (!scene.Dice.Chance(chance))
            yield break;
        var reason = scene.Work(0.2, 5).Text(Phrases.Helps);
        var help = new PerformAction("request-help", new Dictionary<string, string> { ["reason"] = reason }, []);
        yield return new(scene.Now, scene.Owner, (protocol, now) => help.Decide(protocol, Catalogue.General, now, scene.Zone));
    }
}
