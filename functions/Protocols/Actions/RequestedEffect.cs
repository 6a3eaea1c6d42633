using Protocols.Catalog;
using Protocols.Facts;

namespace Protocols.Actions;

/// <summary>Something that others carry out because of an action (M12).</summary>
/// <param name="Id">Number of the fact that called for it.</param>
/// <param name="Action">The code of the action that brought it about.</param>
/// <param name="DoneAt">When whoever carries it out said that he had; null while he has not.</param>
public sealed record RequestedEffect(long Id, ActionEffect Effect, string Action, DateTimeOffset At, DateTimeOffset? DoneAt);

/// <summary>What effects make of the case.</summary>
internal static class EffectFolding
{
    public static Protocol CallFor(this Protocol protocol, EffectRequested requested, Fact fact) => protocol with
    {
        Effects = [.. protocol.Effects, new(fact.N, requested.Effect, requested.Action, fact.At, null)],
    };

    public static Protocol CarryOut(this Protocol protocol, EffectDone done, Fact fact) => protocol with
    {
        Effects = [.. protocol.Effects.Select(effect => effect.Id == done.Effect ? effect with { DoneAt = fact.At } : effect)],
        Personal = fact.Body?.Text is { } reference ? protocol.Personal.WithReferenceOf(done.Effect, reference) : protocol.Personal,
    };
}
