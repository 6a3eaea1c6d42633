using Protocols.Deadlines;
using Protocols.Facts;

namespace Protocols.Notifying;

/// <summary>Number, date, time and subject are to be sent to the customer (M4). A closed protocol takes it too.</summary>
public sealed record AskReceipt(Means By)
{
    /// <summary>As often in a day as anybody who lost it again may need it.</summary>
    public const int MostPerDay = 5;

    private static readonly TimeSpan day = TimeSpan.FromDays(1);

    public Decision Decide(Protocol protocol, DateTimeOffset now)
    {
        var lately = protocol.Clock.Where(mark => mark.Is == ClockEvent.NumberAsked && mark.At > now - day).ToList();
        if (lately.Count >= MostPerDay)
            return Refusals.TooManyReceipts(lately[0].At + day - now);
        if (!protocol.HasSubject && protocol.Status != Status.Closed)
            return Refusals.SubjectMissing;
        var address = By switch
        {
            Means.Email => protocol.Personal.Customer?.Email,
            // Whoever posts it asks for the address.
            Means.Letter => "",
            _ => protocol.Personal.Customer?.Phone,
        };
        return address is null
            ? Refusals.AddressMissing
            : new NewFact(new ReceiptAsked(By), Visibility: Visibility.Public);
    }
}
