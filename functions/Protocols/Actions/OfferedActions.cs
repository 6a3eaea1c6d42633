using Protocols.Catalog;

namespace Protocols.Actions;

/// <summary>An action as a protocol has it now.</summary>
/// <param name="ToConfirm">Business facts that are not known: whoever acts confirms them.</param>
/// <param name="Obstacles">Why it is not offered, and what would change that; none where it is.</param>
public sealed record OfferedAction(
    ActionDefinition Action, IReadOnlyList<ActionCondition> ToConfirm, IReadOnlyList<FieldError> Obstacles)
{
    public bool IsOffered => Obstacles.Count == 0;
}

/// <summary>The actions that fit a protocol's type, reason and state (M12).</summary>
public static class OfferedActions
{
    /// <param name="all">The others too, each with what keeps it away.</param>
    public static IReadOnlyList<OfferedAction> Of(Protocol protocol, Catalogue catalogue, bool all) =>
    [
        .. catalogue.Actions
            .Select(action => new OfferedAction(
                action, [.. Obstacles.Unknown(action, protocol)], Obstacles.Of(action, protocol, catalogue)))
            .Where(offer => all || offer.IsOffered),
    ];
}
