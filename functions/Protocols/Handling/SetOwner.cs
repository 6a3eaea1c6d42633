using Protocols.Facts;
using Protocols.People;

namespace Protocols.Handling;

/// <summary>A supervisor names another owner because the first has left; ownership moves for no other reason (M7).</summary>
public sealed record SetOwner(StaffMember Owner, string Reason)
{
    public Decision Decide(Protocol protocol)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        return protocol.Owner == Owner ? Decision.Nothing : new NewFact(new OwnerSet(Owner), FactBody.Of(Reason));
    }
}
