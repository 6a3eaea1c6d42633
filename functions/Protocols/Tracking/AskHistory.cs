using Protocols.Facts;
using Protocols.Notifying;

namespace Protocols.Tracking;

/// <summary>The customer asks for everything under his number but internal notes (M22); from then on the law's term for it runs. By e-mail the service sends it.</summary>
public sealed record AskHistory(DeliveryWay By)
{
    /// <summary>As many mails of it in a day as anybody may need.</summary>
    public const int MostMailsPerDay = 5;

    private static readonly TimeSpan day = TimeSpan.FromDays(1);

    public Decision Decide(Protocol protocol, DateTimeOffset now)
    {
        if (!protocol.HasSubject)
            return Refusals.SubjectMissing;
        if (By == DeliveryWay.Email && protocol.Personal.Customer?.Email is null)
            return Refusals.FieldsMissing(["customer.email"]);
        var own = protocol.HistoryRequests.Where(request => request.By == By).ToList();
        // A mail that failed or came back goes out again by being asked for again, perhaps to another address.
        if (own.Exists(request => request.SentAt is null && protocol.DeliveryOf(request.Id, Means.Email) is not { IsLost: true }))
            return Decision.Nothing;
        var lately = own.FindAll(request => request.At > now - day);
        return By == DeliveryWay.Email && lately.Count >= MostMailsPerDay
            ? Refusals.TooManyHistories(lately[0].At + day - now)
            : new NewFact(new HistoryAsked(By));
    }
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
