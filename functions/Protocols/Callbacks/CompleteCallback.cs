using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Handling;
using Protocols.Journal;
using Protocols.People;

namespace Protocols.Callbacks;

/// <summary>The customer was contacted as promised, reached or not: an entry of the journal, and the return is kept (M10).</summary>
public sealed record CompleteCallback(long Id, string Text, bool Reached)
{
    public Decision Decide(Protocol protocol, Caller caller, DateTimeOffset now, Rules rules)
    {
        if (protocol.Callbacks.FirstOrDefault(callback => callback.Id == Id) is not { } promised)
            return Refusals.CallbackNotFound;
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (!promised.IsOpen)
            return Refusals.CallbackNotOpen;
        var today = now.LocalDay(rules.Zone);
        if (protocol.ReturnsOn(today, rules.Zone) >= rules.Catalogue.Policy.ReturnsPerDay)
            return Refusals.ReturnLimit(today, rules.Catalogue.Policy.ReturnsPerDay);
        var contact = new AddEntry(EntryKind.Contact, Text, promised.Channel, Direction.Outbound, Reached).Decide(protocol, caller);
        return contact.Refusal is not null
            ? contact
            : Decision.Of([.. contact.Facts, new NewFact(new CallbackKept(Id))]);
    }
}
