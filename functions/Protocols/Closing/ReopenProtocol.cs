using Protocols.Catalog;
using Protocols.Facts;

namespace Protocols.Closing;

/// <summary>The customer comes back: the case goes on under its number while the policy's window lasts (M13).</summary>
public sealed record ReopenProtocol(string Reason)
{
    public Decision Decide(Protocol protocol, DateTimeOffset now, HandlingPolicy policy)
    {
        if ((protocol.ClosedAt ?? protocol.ResolvedAt) is not { } ended)
            return Refusals.NotEnded;
        var end = ended.AddDays(policy.ReopenDays);
        return now >= end ? Refusals.ReopenWindowOver(end) : new NewFact(new Reopened(), FactBody.Of(Reason));
    }
}
