using Protocols.Facts;
using Protocols.People;

namespace Protocols.Procedures;

/// <summary>What somebody said of a step (M14): the last that was said of it.</summary>
/// <param name="N">The fact that says it; why a step was skipped stands in its body.</param>
/// <param name="Done">False where it was skipped.</param>
public sealed record StepTick(string Procedure, string Step, bool Done, long N, DateTimeOffset At, Actor By);

/// <summary>What the facts of procedures make of the case: nothing but the list of who said what of which step.</summary>
internal static class StepFolding
{
    public static Protocol Tick(this Protocol protocol, StepDone done, Fact fact) =>
        protocol.Tick(new(done.Procedure, done.Step, true, fact.N, fact.At, fact.By));

    public static Protocol Tick(this Protocol protocol, StepSkipped skipped, Fact fact) =>
        protocol.Tick(new(skipped.Procedure, skipped.Step, false, fact.N, fact.At, fact.By));

    private static Protocol Tick(this Protocol protocol, StepTick tick) => protocol with
    {
        Steps = [.. protocol.Steps.Where(step => (step.Procedure, step.Step) != (tick.Procedure, tick.Step)), tick],
    };
}
