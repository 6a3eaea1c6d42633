using Protocols.Facts;
using Protocols.People;

namespace Protocols.Handling;

/// <summary>A protocol that a channel's back end opened gets the agent who answers to the customer (M7).</summary>
public static class ClaimProtocol
{
    public static Decision Decide(Protocol protocol, Caller caller)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.HomeTier == Tier.Ombudsman && !caller.Is(Roles.Ombudsman))
            return Refusals.RoleForbidden;
        if (protocol.Owner?.Id == caller.Id)
            return Decision.Nothing;
        if (protocol.Owner is not null)
            return Refusals.AlreadyOwned;
        return new NewFact(new Claimed(new(caller.Id, caller.Name)));
    }
}
