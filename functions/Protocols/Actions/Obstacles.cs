using Protocols.Catalog;

namespace Protocols.Actions;

/// <summary>What keeps an action from being offered now: each with the field that would have to change, and to what.</summary>
internal static class Obstacles
{
    /// <summary>All of them; none where it is offered.</summary>
    public static IReadOnlyList<FieldError> Of(ActionDefinition action, Protocol protocol, Catalogue catalogue) =>
    [
        .. State(action, protocol)
            .Concat(Classification(action, protocol))
            .Concat(Order(action, protocol))
            .Concat(action.Conditions.SelectMany(condition => Business(condition, protocol)))
            .Concat(MissingFor(action, protocol, catalogue).Select(field => new FieldError(field, "action-needs-field")))
            .DistinctBy(obstacle => (obstacle.Field, obstacle.Code)),
    ];

    /// <summary>The business facts that nobody has told.</summary>
    public static IEnumerable<ActionCondition> Unknown(ActionDefinition action, Protocol protocol) =>
        action.Conditions.Where(condition => !protocol.Personal.Context.ContainsKey(condition.Fact));

    /// <summary>What the occurrence asks for before the case may be resolved (M5), where this would resolve it.</summary>
    public static IReadOnlyList<string> MissingFor(ActionDefinition action, Protocol protocol, Catalogue catalogue) =>
        action.Finishes && protocol.Status is not (Status.Resolved or Status.Closed)
            ? MandatoryFields.Missing(protocol, catalogue, Step.Resolve)
            : [];

    private static IEnumerable<FieldError> State(ActionDefinition action, Protocol protocol)
    {
        if (!action.States.Contains(protocol.Status))
            yield return new("status", "action-in-states", string.Join(", ", action.States.Select(Codes<Status>.Of)));
        if (!protocol.HasSubject)
            yield return new("subject", "action-needs-field");
    }

    private static IEnumerable<FieldError> Classification(ActionDefinition action, Protocol protocol)
    {
        if (protocol.IsQuestion && action.LeavesOpen)
            yield return new("type", "action-not-for-questions");
        if (!ActionDefinition.Fits(action.Types, protocol.Type))
            yield return new("type", "action-fits", string.Join(", ", action.Types));
        if (!ActionDefinition.Fits(action.Occurrences, protocol.Occurrence))
            yield return new("occurrence", "action-fits", string.Join(", ", action.Occurrences));
        if (!ActionDefinition.Fits(action.Reasons, protocol.Reason))
            yield return new("reason", "action-fits", string.Join(", ", action.Reasons));
    }

    private static IEnumerable<FieldError> Order(ActionDefinition action, Protocol protocol)
    {
        if (action.After.Count > 0 && !action.After.Any(protocol.ActionsTaken.Contains))
            yield return new("actions", "action-comes-after", string.Join(", ", action.After));
        if (action.NotAfter.Where(protocol.ActionsTaken.Contains).ToList() is { Count: > 0 } taken)
            yield return new("actions", "action-ended-by", string.Join(", ", taken));
    }

    /// <summary>Names what the catalogue asks for and never what the protocol has, which is the customer's.</summary>
    private static IEnumerable<FieldError> Business(ActionCondition condition, Protocol protocol)
    {
        if (!protocol.Personal.Context.TryGetValue(condition.Fact, out var value) || condition.HoldsFor(value))
            yield break;
        yield return condition.Is is { } allowed
            ? new($"context.{condition.Fact}", "fact-must-be", string.Join(", ", allowed))
            : new($"context.{condition.Fact}", "fact-must-not-be", string.Join(", ", condition.Not!));
    }
}
