using Protocols.Catalog;
using Protocols.Procedures;

namespace Protocols.Api.Answers;

/// <summary>A procedure to handle the case by (M14), in both languages, so that one tag stands for the answer whoever reads it.</summary>
internal sealed record ProcedureAnswer(string Code, LocalText Name, IReadOnlyList<StepAnswer> Steps)
{
    public static ProcedureAnswer Of(OfferedProcedure offered) => new(
        offered.Procedure.Code,
        offered.Procedure.Name,
        [.. offered.Steps.Select(step => new StepAnswer(
            TickStep.IdOf(offered.Procedure, step.Step),
            step.Step.Text,
            step.Tick is null ? StepState.Open : step.Tick.Done ? StepState.Done : StepState.Skipped,
            step.Tick?.N,
            step.Tick?.At,
            step.Tick is null ? null : new PersonAnswer(step.Tick.By.Id, step.Tick.By.Name)))]);
}

/// <param name="Id">What it is ticked under.</param>
/// <param name="Entry">The entry of the timeline that says so, with the reason where it was skipped; null while it is open.</param>
internal sealed record StepAnswer(string Id, LocalText Text, StepState State, long? Entry, DateTimeOffset? At, PersonAnswer? By);
