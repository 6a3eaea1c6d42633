using Protocols.Facts;
using Protocols.Journal;
using Protocols.People;

namespace Protocols.Tests.Journal;

[Trait("Requirement", "M8")]
public sealed class AddEntryTests
{
    private static readonly Story working = Given.AProtocolWithSubject(Channel.Chat);

    [Theory]
    [InlineData(EntryKind.Analysis)]
    [InlineData(EntryKind.Test)]
    [InlineData(EntryKind.Solution)]
    [InlineData(EntryKind.Note)]
    public void Clients_and_consumers_write_contacts_only(EntryKind kind)
    {
        Then.Refused(Add(working, new(kind, "Texto"), Callers.Website), "contacts-only", RefusalKind.Forbidden);
        Then.Refused(Add(working, new(kind, "Texto"), Callers.Maria), "contacts-only", RefusalKind.Forbidden);
    }

    [Fact]
    public void Clients_and_consumers_write_no_outbound_contact()
    {
        var outbound = new AddEntry(EntryKind.Contact, "Liguei", Direction: Direction.Outbound);

        Then.Refused(Add(working, outbound, Callers.Website), "contacts-only", RefusalKind.Forbidden);
        Then.Refused(Add(working, outbound, Callers.Maria), "contacts-only", RefusalKind.Forbidden);
    }

    [Theory]
    [InlineData(EntryKind.Analysis)]
    [InlineData(EntryKind.Test)]
    [InlineData(EntryKind.Solution)]
    [InlineData(EntryKind.Contact)]
    public void A_closed_protocol_takes_notes_only(EntryKind kind)
    {
        var direction = kind == EntryKind.Contact ? Direction.Inbound : (Direction?)null;
        var closed = Given.AClosedProtocol();

        Then.Refused(Add(closed, new(kind, "Texto", Direction: direction)), "protocol-closed", RefusalKind.State);
        Then.Fact<EntryAdded>(Add(closed, new(EntryKind.Note, "Texto")));
    }

    [Fact]
    public void Staff_says_who_spoke_to_whom() =>
        Then.Invalid(Add(working, new(EntryKind.Contact, "Conversa")), ("direction", "required"));

    [Fact]
    [Trait("Requirement", "M11")]
    public void Who_was_not_reached_is_not_informed() => Then.Invalid(
        Add(working, new(EntryKind.Contact, "Caiu", Direction: Direction.Outbound, Reached: false, CustomerInformed: true)),
        ("customerInformed", "not-reached"));

    [Fact]
    public void Who_spoke_to_us_was_reached()
    {
        Then.Invalid(
            Add(working, new(EntryKind.Contact, "Ligou", Direction: Direction.Inbound, Reached: false)), ("reached", "inbound-is-reached"));
        Then.Invalid(Add(working, new(EntryKind.Contact, "Oi", Reached: false), Callers.Maria), ("reached", "inbound-is-reached"));
    }

    [Fact]
    [Trait("Requirement", "M11")]
    public void Only_staff_says_that_the_customer_was_informed()
    {
        var informed = new AddEntry(EntryKind.Contact, "Já sei", CustomerInformed: true);

        Then.Invalid(Add(working, informed, Callers.Website), ("customerInformed", "staff-only"));
        Then.Invalid(Add(working, informed with { CustomerInformed = false }, Callers.Maria), ("customerInformed", "staff-only"));
    }

    [Theory]
    [InlineData(EntryKind.Analysis)]
    [InlineData(EntryKind.Test)]
    [InlineData(EntryKind.Solution)]
    [InlineData(EntryKind.Note)]
    public void What_belongs_to_contacts_is_refused_elsewhere_all_at_once(EntryKind kind) => Then.Invalid(
        Add(working, new(kind, "Texto", null, Direction.Outbound, Reached: true, CustomerInformed: false)),
        ("direction", "contacts-only"), ("reached", "contacts-only"), ("customerInformed", "contacts-only"));

    [Theory]
    [InlineData(EntryKind.Analysis, Visibility.Internal)]
    [InlineData(EntryKind.Test, Visibility.Internal)]
    [InlineData(EntryKind.Note, Visibility.Internal)]
    [InlineData(EntryKind.Solution, Visibility.Public)]
    [InlineData(EntryKind.Contact, Visibility.Public)]
    [Trait("Requirement", "M22")]
    public void The_customer_sees_contacts_and_solutions(EntryKind kind, Visibility visibility)
    {
        var direction = kind == EntryKind.Contact ? Direction.Outbound : (Direction?)null;
        var fact = Then.Only(Add(working, new(kind, "Texto", Direction: direction)));

        Assert.Equal(visibility, fact.Visibility);
        Assert.Equal("Texto", fact.Body!.Text);
        Assert.Equal(Codes<EntryKind>.Of(kind), fact.Terms.Kind);
    }

    [Fact]
    [Trait("Requirement", "M3")]
    public void A_contact_is_in_the_protocols_channel_unless_another_is_said()
    {
        var contact = new AddEntry(EntryKind.Contact, "Respondi", Direction: Direction.Outbound);

        Assert.Equal(Channel.Chat, Then.Fact<EntryAdded>(Add(working, contact)).Channel);
        Assert.Equal(Channel.Email, Then.Fact<EntryAdded>(Add(working, contact with { Channel = Channel.Email })).Channel);
        Assert.Null(Then.Fact<EntryAdded>(Add(working, new(EntryKind.Analysis, "Li o caso"))).Channel);
    }

    [Fact]
    public void A_contact_of_client_or_consumer_is_inbound()
    {
        var contact = new AddEntry(EntryKind.Contact, "Alguma novidade?");

        Assert.Equal(Direction.Inbound, Then.Fact<EntryAdded>(Add(working, contact, Callers.Website)).Direction);
        Assert.Equal(Direction.Inbound, Then.Fact<EntryAdded>(Add(working, contact, Callers.Maria)).Direction);
    }

    [Fact]
    [Trait("Requirement", "M1")]
    public void Without_a_subject_entries_are_taken() =>
        Then.Fact<EntryAdded>(Add(Given.AnOpenedProtocol(), new(EntryKind.Analysis, "Ligação muda")));

    [Fact]
    [Trait("Requirement", "M10")]
    public void A_contact_that_happened_is_recorded_however_many_there_were()
    {
        var called = Given.AProtocolWithSubject().NotReached().NotReached().NotReached();

        Then.Fact<EntryAdded>(Add(called, new(EntryKind.Contact, "De novo", Direction: Direction.Outbound, Reached: false)));
    }

    [Fact]
    [Trait("Requirement", "M9")]
    public void When_the_customer_speaks_the_case_waits_for_him_no_more()
    {
        Assert.Null(working.WaitingFor(WaitingOn.Customer).CustomerSpoke().State.WaitingOn);
        Assert.Equal(WaitingOn.Customer, working.WaitingFor(WaitingOn.Customer).CustomerTold().State.WaitingOn);
        Assert.Equal(WaitingOn.Customer, working.WaitingFor(WaitingOn.Customer).Noted().State.WaitingOn);
        Assert.Equal(WaitingOn.ThirdParty, working.WaitingFor(WaitingOn.ThirdParty).CustomerSpoke().State.WaitingOn);
    }

    [Fact]
    public void The_last_solution_is_the_resolution() =>
        Assert.Equal("Cabo trocado", Given.ASolvedProtocol().Solved("Cabo trocado").Analysed().State.Personal.Resolution);

    private static Decision Add(Protocol protocol, AddEntry entry, Caller? by = null) => entry.Decide(protocol, by ?? Callers.Ana);
}
