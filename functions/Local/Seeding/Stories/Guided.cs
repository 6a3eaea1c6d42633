using Protocols.Catalog;
using Protocols.Local.Seeding.Texts;
using Protocols.Procedures;

namespace Protocols.Local.Seeding.Stories;

/// <summary>The steps of the procedures that fit the case are mostly followed, sometimes left out with a reason, sometimes ignored (M14).</summary>
internal static class Guided
{
    private const double Followed = 0.78, Answered = 0.87;

    /// <summary>Once a case: what was ticked is not ticked again when it is looked into anew.</summary>
    public static IEnumerable<CaseStep> Through(Scene scene)
    {
        if (!scene.Year || scene.Guided)
            yield break;
        scene.Guided = true;
        var ticks = Procedures(scene.Casting).SelectMany(procedure => procedure.Steps.Select(step => Tick(scene, procedure, step))).OfType<TickStep>().ToList();
        if (ticks.Count > 0)
        {
            yield return new(scene.Minutes(1, 3).Now, scene.Owner, (protocol, _) =>
                Decision.Of([.. ticks.SelectMany(tick => tick.Decide(protocol, Catalogue.General).Facts)]));
        }
    }

    private static IEnumerable<Procedure> Procedures(Casting casting)
    {
        var type = Catalogue.General.Find(casting.Topic.Occurrence)!.Type;
        return Catalogue.General.Procedures.Where(procedure => procedure.Types.Contains(type)
            && (procedure.Channels is not { Count: > 0 } channels || channels.Contains(casting.Channel)));
    }

    private static TickStep? Tick(Scene scene, Procedure procedure, ProcedureStep step) => scene.Dice.Share() switch
    {
        < Followed => new(TickStep.IdOf(procedure, step), true, null),
        < Answered => new(TickStep.IdOf(procedure, step), null, scene.Text(Phrases.Skips)),
        _ => null,
    };
}
