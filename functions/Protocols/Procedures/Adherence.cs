using Protocols.Catalog;

namespace Protocols.Procedures;

/// <summary>
/// How far a case was handled by the procedures of its type and channel (M14, M29), as it stands. Nobody says that a step was ignored: it is
/// one that was neither done nor skipped when the case had ended.
/// </summary>
/// <param name="Steps">How many steps its procedures have; 0 where it has none, and then nothing can be measured.</param>
/// <param name="Done">How many were followed.</param>
/// <param name="Skipped">How many were left out with a reason.</param>
public readonly record struct Adherence(int Steps, int Done, int Skipped)
{
    /// <summary>Of the steps, the part that was followed, 0 to 1; null where there are none.</summary>
    public double? Followed => Steps == 0 ? null : (double)Done / Steps;

    /// <summary>Of the steps, the part that was followed or left out with a reason, 0 to 1; null where there are none.</summary>
    public double? Answered => Steps == 0 ? null : (double)(Done + Skipped) / Steps;

    public static Adherence Of(Protocol protocol, Catalogue catalogue)
    {
        var steps = OfferedProcedures.Of(protocol, catalogue).SelectMany(procedure => procedure.Steps).ToList();
        return new(steps.Count, steps.Count(step => step.Tick is { Done: true }), steps.Count(step => step.Tick is { Done: false }));
    }
}
