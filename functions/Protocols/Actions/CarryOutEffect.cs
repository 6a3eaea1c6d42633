using Protocols.Facts;

namespace Protocols.Actions;

/// <summary>Whoever carries out what an action called for says that it is done (M12); also after the case has ended, since refunds take their time.</summary>
/// <param name="Id">Number of the fact that called for it.</param>
/// <param name="Reference">What he knows it by himself, such as the number of a payment.</param>
public sealed record CarryOutEffect(long Id, string? Reference)
{
    public Decision Decide(Protocol protocol) =>
        protocol.Effects.FirstOrDefault(effect => effect.Id == Id) is not { } effect ? Refusals.EffectNotFound
        : effect.DoneAt is not null ? Decision.Nothing
        : new NewFact(new EffectDone(Id), Reference is null ? null : FactBody.Of(Reference));
}
