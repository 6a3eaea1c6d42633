using System.Globalization;
using System.Text.Json.Serialization;
using Protocols.Actions;
using Protocols.Api.Http;
using Protocols.Api.Texts;
using Protocols.Catalog;

namespace Protocols.Api.Answers;

/// <summary>What may be done with a protocol now, in the caller's language.</summary>
internal sealed record ActionsAnswer(IReadOnlyList<ActionAnswer> Items)
{
    public static ActionsAnswer Of(IReadOnlyList<OfferedAction> offers, CultureInfo culture) => new([.. offers.Select(offer => Of(offer, culture))]);

    private static ActionAnswer Of(OfferedAction offer, CultureInfo culture)
    {
        var english = culture.Equals(Language.English);
        return new(
            offer.Action.Code,
            offer.Action.Name.In(english),
            offer.IsOffered,
            [.. offer.Action.Data.Select(field => new ActionFieldAnswer(field.Code, field.Kind, field.Name.In(english)))],
            [.. offer.ToConfirm.Select(condition => new ConfirmationAnswer(condition.Fact, condition.Text.In(english)))],
            offer.Action.Effects,
            offer.Action.CountsAgainstPerformance,
            offer.IsOffered ? null : [.. offer.Obstacles.Select(obstacle => new ObstacleAnswer(
                obstacle.Field, obstacle.Code, ProblemTexts.Field(obstacle, culture), ProblemTexts.Change(obstacle, culture)))]);
    }
}

/// <summary>An action, and what it takes.</summary>
/// <param name="Data">What must be given with it.</param>
/// <param name="Confirm">Business facts that are not known: they are told in the protocol's context, or vouched for in <c>confirm</c>.</param>
/// <param name="WhyNot">Everything that keeps it from being offered; absent where it is.</param>
internal sealed record ActionAnswer(
    string Code,
    string Name,
    bool Offered,
    IReadOnlyList<ActionFieldAnswer> Data,
    IReadOnlyList<ConfirmationAnswer> Confirm,
    IReadOnlyList<ActionEffect> Effects,
    bool CountsAgainstPerformance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ObstacleAnswer>? WhyNot);

/// <summary>What an action called for and others carry out.</summary>
/// <param name="Id">The number of the fact that called for it.</param>
/// <param name="Reference">What it is known by to whoever carried it out.</param>
internal sealed record EffectAnswer(string Id, ActionEffect Effect, string Action, DateTimeOffset RequestedAt, DateTimeOffset? DoneAt, string? Reference);

internal sealed record ActionFieldAnswer(string Code, DataKind Kind, string Name);

internal sealed record ConfirmationAnswer(string Fact, string Text);

/// <param name="Field">What would have to change.</param>
/// <param name="Reason">Why it is not offered.</param>
/// <param name="Change">What would change that.</param>
internal sealed record ObstacleAnswer(string Field, string Code, string Reason, string Change);
