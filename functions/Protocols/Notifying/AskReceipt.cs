using Protocols.Facts;

namespace Protocols.Notifying;

/// <summary>Number, date, time and subject are to be sent to the customer (M4). A closed protocol takes it too.</summary>
public sealed record AskReceipt(Means By)
{
    public Decision Decide(Protocol protocol)
    {
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
