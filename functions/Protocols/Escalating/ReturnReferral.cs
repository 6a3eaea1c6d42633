using Protocols.Facts;
using Protocols.Handling;
using Protocols.People;

namespace Protocols.Escalating;

/// <summary>The receiver gives the case back to where it came from, and says what to do (M17).</summary>
public sealed record ReturnReferral(long Referral, string Guidance)
{
    public Decision Decide(Protocol protocol, Caller caller)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.Status == Status.Resolved)
            return Refusals.AlreadyResolved;
        if (protocol.Referrals.FirstOrDefault(referral => referral.Id == Referral) is not { } open)
            return Refusals.ReferralNotFound;
        if (!open.IsFor(caller, protocol.Executor))
            return Refusals.NotReceiver;
        // The case is where the last one brought it; an earlier one has nothing to give back.
        return protocol.Referrals[^1] == open
            ? new NewFact(new Returned(Referral), FactBody.Of(Guidance))
            : Refusals.LaterReferralOpen;
    }
}
