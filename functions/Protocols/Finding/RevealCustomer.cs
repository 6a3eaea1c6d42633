using Protocols.Facts;

namespace Protocols.Finding;

/// <summary>Somebody sees the customer's data in full: who, when and why is on record before it is shown.</summary>
public sealed record RevealCustomer(string Reason)
{
    public Decision Decide(Protocol protocol) =>
        protocol.IsBlocked ? Refusals.DataBlocked : new NewFact(new CustomerRevealed(), FactBody.Of(Reason));
}
