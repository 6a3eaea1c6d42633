using Protocols.Facts;
using Protocols.Notifying;

namespace Protocols.Tests.Notifying;

[Trait("Requirement", "M4")]
public sealed class AskReceiptTests
{
    [Fact]
    public void A_protocol_without_a_subject_sends_none() =>
        Then.Refused(Decide(Given.AnOpenedProtocol().WithCustomer(Given.Maria), Means.Email), "subject-missing", RefusalKind.State);

    [Theory]
    [InlineData(Means.Email)]
    [InlineData(Means.Sms)]
    [InlineData(Means.WhatsApp)]
    public void Where_no_address_is_known_for_the_means_none_is_sent(Means by)
    {
        var other = by == Means.Email ? Given.Maria with { Email = null } : Given.Maria with { Phone = null };
        Then.Refused(Decide(Given.AProtocolWithSubject(), by), "address-missing", RefusalKind.State);
        Then.Refused(Decide(Given.AProtocolWithSubject().WithCustomer(other), by), "address-missing", RefusalKind.State);
    }

    [Theory]
    [InlineData(Means.Email)]
    [InlineData(Means.Sms)]
    [InlineData(Means.WhatsApp)]
    public void It_is_asked_for_by_whatever_means_there_is_an_address(Means by)
    {
        var asked = Then.Only(Decide(Given.AProtocolWithSubject().WithCustomer(Given.Maria), by));
        Assert.Equal((new ReceiptAsked(by), Visibility.Public), (Assert.IsType<ReceiptAsked>(asked.Terms), asked.Visibility));
    }

    [Fact]
    public void A_letter_needs_no_address_here() => Assert.Equal(Means.Letter, Then.Fact<ReceiptAsked>(Decide(Given.AProtocolWithSubject(), Means.Letter)).By);

    [Fact]
    public void A_closed_protocol_sends_it_too() =>
        Assert.Equal(Means.Email, Then.Fact<ReceiptAsked>(Decide(Given.AClosedProtocol().WithCustomer(Given.Maria), Means.Email)).By);

    [Fact]
    public void Nobody_has_it_sent_all_day()
    {
        var story = Given.AProtocolWithSubject();
        for (var n = 0; n < AskReceipt.MostPerDay; n++)
            story = story.Decided(Decide(story, Means.Letter));
        Then.Refused(Decide(story, Means.Letter), "too-many-receipts", RefusalKind.TooMany);
        var tomorrow = story.State.LastAt.AddDays(1);
        Then.Fact<ReceiptAsked>(new AskReceipt(Means.Letter).Decide(story, tomorrow));
    }

    [Fact]
    public void A_letter_is_said_to_be_posted_once_by_who_can_prove_it()
    {
        var asked = Given.AProtocolWithSubject().Decided(Decide(Given.AProtocolWithSubject(), Means.Letter));
        var id = asked.State.Facts;
        Then.Refused(new PostLetter(id, "BR123456789BR").Decide(asked), "letter-not-found", RefusalKind.NotFound);
        var listed = asked.Then(new NewFact(new LetterListed(id, ReservedTemplates.NumberReceipt)));
        var posted = listed.Decided(new PostLetter(id, "BR123456789BR").Decide(listed));
        Assert.Equal(MessageState.Sent, Assert.Single(posted.State.Deliveries).State);
        Then.Nothing(new PostLetter(id, "BR123456789BR").Decide(posted));
    }

    private static Decision Decide(Protocol protocol, Means by) => new AskReceipt(by).Decide(protocol, protocol.LastAt);
}
