using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Procedures;

/// <summary>Somebody followed a step of a procedure, or left it out and says why (M14). One that was skipped may still be done.</summary>
/// <param name="Id">The codes of procedure and step, with a dot between.</param>
/// <param name="Done">Given alone, and true.</param>
/// <param name="Skipped">Given alone: the reason.</param>
public sealed record TickStep(string Id, bool? Done, string? Skipped)
{
    /// <summary>What stands between the two codes of an id; no code has one.</summary>
    private const char Dot = '.';

    public static string IdOf(Procedure procedure, ProcedureStep step) => $"{procedure.Code}{Dot}{step.Code}";

    public Decision Decide(Protocol protocol, Catalogue catalogue)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (Against() is { } error)
            return Refusals.Invalid(error);
        if (Find(protocol, catalogue) is not var (procedure, step))
            return Refusals.StepNotFound;
        var tick = OfferedProcedures.TickOf(protocol, procedure.Code, step.Code);
        if (tick is { Done: true } || (tick is not null && Skipped is not null))
            return Refusals.StepTicked;
        return Skipped is null
            ? new NewFact(new StepDone(procedure.Code, step.Code))
            : new NewFact(new StepSkipped(procedure.Code, step.Code), FactBody.Of(Skipped));
    }

    private FieldError? Against() =>
        Done is null && Skipped is null ? new("done", "required")
        : Done is not null && Skipped is not null ? new("done", "not-with", "skipped")
        : Done == false ? new("done", "only-true")
        : null;

    private (Procedure Procedure, ProcedureStep Step)? Find(Protocol protocol, Catalogue catalogue)
    {
        foreach (var offered in OfferedProcedures.Of(protocol, catalogue))
        {
            if (offered.Procedure.Steps.FirstOrDefault(step => IdOf(offered.Procedure, step) == Id) is { } step)
                return (offered.Procedure, step);
        }
        return null;
    }
}
