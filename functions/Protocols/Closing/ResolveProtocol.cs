using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Closing;

/// <summary>The problem is solved; needs a solution on record since the opening or the last reopening.</summary>
public static class ResolveProtocol
{
    public static Decision Decide(Protocol protocol, Catalogue catalogue) =>
        Against(protocol, catalogue, Step.Resolve) is { } refusal ? refusal
        : protocol.Status == Status.Resolved ? Refusals.AlreadyResolved
        : new NewFact(new Resolved());

    /// <param name="before">The step that is to be taken; whatever any step up to it asks for is named at once.</param>
    internal static Refusal? Against(Protocol protocol, Catalogue catalogue, Step before)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.Solution == 0)
            return Refusals.SolutionMissing;
        var missing = MandatoryFields.Missing(protocol, catalogue, before);
        return missing.Count > 0 ? Refusals.FieldsMissing(missing) : null;
    }
}
