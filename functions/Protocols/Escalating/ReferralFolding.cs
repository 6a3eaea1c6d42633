using Protocols.Facts;

namespace Protocols.Escalating;

/// <summary>What the facts of a referral make of the case.</summary>
internal static class ReferralFolding
{
    public static Protocol Refer(this Protocol protocol, Referred referred, Fact fact) => protocol with
    {
        Worked = true,
        Referrals =
        [
            .. protocol.Referrals,
            new(fact.N, fact.At, new(referred.Tier, referred.Department, referred.Person), EscalationState.Queued, fact.N),
        ],
    };

    public static Protocol Accept(this Protocol protocol, ReferralAccepted accepted) => protocol with
    {
        Tier = accepted.Tier,
        Department = accepted.Department,
        Executor = accepted.Executor,
        WaitingOn = accepted.Tier == protocol.Tier ? protocol.WaitingOn : Waiting(protocol, accepted.Tier),
        PingPong = protocol.GivenBack ? protocol.PingPong + 1 : protocol.PingPong,
        GivenBack = false,
        Referrals = Set(protocol, accepted.Referral, referral => referral with
        {
            State = EscalationState.Handling,
            DeadReason = null,
            From = new(protocol.Tier, protocol.Department, protocol.Executor),
        }),
    };

    public static Protocol GiveBack(this Protocol protocol, Returned returned)
    {
        var from = protocol.Referrals.FirstOrDefault(referral => referral.Id == returned.Referral)?.From;
        return protocol with
        {
            // One that came back before anybody had taken it has moved nothing.
            Tier = from?.Tier ?? protocol.Tier,
            Department = from is null ? protocol.Department : from.Department,
            Executor = from is null ? protocol.Executor : from.Executor,
            WaitingOn = from is null ? protocol.WaitingOn : Waiting(protocol, from.Tier),
            Analysed = 0,
            Tested = 0,
            GivenBack = true,
            Referrals = [.. protocol.Referrals.Where(referral => referral.Id != returned.Referral)],
        };
    }

    public static Protocol Bury(this Protocol protocol, EscalationDead dead) => protocol with
    {
        Referrals = Set(protocol, dead.Referral, referral => referral with { State = EscalationState.Dead, DeadReason = dead.Reason }),
    };

    public static Protocol Revive(this Protocol protocol, Redriven redriven, Fact fact) => protocol with
    {
        Referrals = Set(protocol, redriven.Referral, referral => referral with
        {
            State = EscalationState.Queued,
            DeadReason = null,
            SentBy = fact.N,
        }),
    };

    /// <summary>Everybody sees with whom the case is (M9), unless it is somebody's outside the company.</summary>
    private static WaitingOn? Waiting(Protocol protocol, Tier tier) =>
        protocol.WaitingOn is WaitingOn.Customer or WaitingOn.ThirdParty ? protocol.WaitingOn
        : tier switch
        {
            Tier.N2 => WaitingOn.N2,
            Tier.Development => WaitingOn.Development,
            _ => protocol.WaitingOn is WaitingOn.N2 or WaitingOn.Development ? null : protocol.WaitingOn,
        };

    private static IReadOnlyList<Referral> Set(Protocol protocol, long id, Func<Referral, Referral> change) =>
        [.. protocol.Referrals.Select(referral => referral.Id == id ? change(referral) : referral)];
}
