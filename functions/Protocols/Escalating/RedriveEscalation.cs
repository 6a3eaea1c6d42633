using Protocols.Facts;

namespace Protocols.Escalating;

/// <summary>A dead escalation is sent again: the fact makes a new message, under an id that no queue has seen (M19).</summary>
public sealed record RedriveEscalation(long Referral)
{
    public Decision Decide(Protocol protocol) =>
        protocol.Referrals.FirstOrDefault(referral => referral.Id == Referral) is not { } open ? Refusals.EscalationNotFound
        : open.State != EscalationState.Dead ? Refusals.EscalationNotDead
        : new NewFact(new Redriven(Referral));
}
