using Protocols.Facts;
using Protocols.People;

namespace Protocols.Journal;

/// <summary>An entry of the resolution journal (M8); append-only.</summary>
public sealed record AddEntry(
    EntryKind Kind, string Text, Channel? Channel = null, Direction? Direction = null, bool? Reached = null, bool? CustomerInformed = null)
{
    public Decision Decide(Protocol protocol, Caller caller)
    {
        if (!caller.Is(Roles.WorkingStaff) && (Kind != EntryKind.Contact || Direction == Protocols.Direction.Outbound))
            return Refusals.ContactsOnly;
        if (protocol.Status == Status.Closed && Kind != EntryKind.Note)
            return Refusals.ProtocolClosed;
        var errors = Errors(caller);
        if (errors.Count > 0)
            return Refusals.Invalid(errors);

        var contact = Kind == EntryKind.Contact;
        var terms = new EntryAdded(
            contact ? Channel ?? protocol.Channel : Channel,
            contact ? Direction ?? Protocols.Direction.Inbound : null,
            Reached,
            CustomerInformed)
        {
            Entry = Kind,
        };
        var visibility = Kind is EntryKind.Contact or EntryKind.Solution ? Visibility.Public : Visibility.Internal;
        return new NewFact(terms, FactBody.Of(Text), visibility);
    }

    private List<FieldError> Errors(Caller caller)
    {
        var errors = new List<FieldError>();
        var staff = caller.Is(Roles.WorkingStaff);
        if (Kind == EntryKind.Contact)
        {
            if (Direction is null && staff)
                errors.Add(new("direction", "required"));
            if (CustomerInformed == true && Reached == false)
                errors.Add(new("customerInformed", "not-reached"));
            if (Reached == false && Direction != Protocols.Direction.Outbound)
                errors.Add(new("reached", "inbound-is-reached"));
            if (CustomerInformed is not null && !staff)
                errors.Add(new("customerInformed", "staff-only"));
            return errors;
        }
        if (Direction is not null)
            errors.Add(new("direction", "contacts-only"));
        if (Reached is not null)
            errors.Add(new("reached", "contacts-only"));
        if (CustomerInformed is not null)
            errors.Add(new("customerInformed", "contacts-only"));
        return errors;
    }
}
