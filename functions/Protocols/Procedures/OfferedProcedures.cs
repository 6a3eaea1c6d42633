using Protocols.Catalog;

namespace Protocols.Procedures;

/// <summary>A procedure that a case is to be handled by, and how far it was.</summary>
/// <param name="Steps">In the catalogue's order.</param>
public sealed record OfferedProcedure(Procedure Procedure, IReadOnlyList<OfferedStep> Steps);

/// <param name="Tick">What was said of it; null while nobody has said anything.</param>
public sealed record OfferedStep(ProcedureStep Step, StepTick? Tick);

/// <summary>
/// The procedures of a case's type and channel (M14), by the catalogue that it stands under. An unclassified case has none. What was ticked of
/// one that does not fit any more stays on record and is not shown here.
/// </summary>
public static class OfferedProcedures
{
    public static IReadOnlyList<OfferedProcedure> Of(Protocol protocol, Catalogue catalogue) =>
    [
        .. catalogue.Procedures
            .Where(procedure => Fits(procedure, protocol))
            .Select(procedure => new OfferedProcedure(
                procedure,
                [.. procedure.Steps.Select(step => new OfferedStep(step, TickOf(protocol, procedure.Code, step.Code)))])),
    ];

    internal static StepTick? TickOf(Protocol protocol, string procedure, string step) =>
        protocol.Steps.FirstOrDefault(tick => tick.Procedure == procedure && tick.Step == step);

    private static bool Fits(Procedure procedure, Protocol protocol) =>
        protocol.Type is { } type && procedure.Types.Contains(type)
        && (procedure.Channels is not { Count: > 0 } channels || channels.Contains(protocol.Channel));
}
