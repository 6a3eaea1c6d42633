using Protocols.Facts;

namespace Protocols.Tracking;

/// <summary>The customer asks for everything under his number but internal notes (M22); from then on the law's term for it runs.</summary>
public sealed record AskHistory(DeliveryWay By)
{
    public Decision Decide(Protocol protocol) =>
        !protocol.HasSubject ? Refusals.SubjectMissing
        : By == DeliveryWay.Email && protocol.Personal.Customer?.Email is null ? Refusals.FieldsMissing(["customer.email"])
        : new NewFact(new HistoryAsked(By));
}

/// <summary>It was handed over or sent; what proves it stands in the body.</summary>
/// <param name="Request">The fact that asked for it.</param>
public sealed record SendHistory(long Request, string? Proof)
{
    public Decision Decide(Protocol protocol) => protocol.HistoryRequests.FirstOrDefault(request => request.Id == Request) switch
    {
        null => Refusals.HistoryRequestNotFound,
        { SentAt: not null } => Decision.Nothing,
        { By: var by } => new NewFact(new HistorySent(Request, by), Proof is null ? null : FactBody.Of(Proof)),
    };
}
