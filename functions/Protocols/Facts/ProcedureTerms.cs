namespace Protocols.Facts;

/// <summary>A step of a procedure was followed (M14).</summary>
/// <param name="Procedure">Its code in the catalogue.</param>
/// <param name="Step">The step's code within it.</param>
public sealed record StepDone(string Procedure, string Step) : FactTerms
{
    public override string Kind => "step-done";
}

/// <summary>A step of a procedure was left out (M14); why stands in the body.</summary>
/// <param name="Procedure">Its code in the catalogue.</param>
/// <param name="Step">The step's code within it.</param>
public sealed record StepSkipped(string Procedure, string Step) : FactTerms
{
    public override string Kind => "step-skipped";
}
