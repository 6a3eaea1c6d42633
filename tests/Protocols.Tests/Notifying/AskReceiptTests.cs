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

    private static Decision Decide(Protocol protocol, Means by) => new AskReceipt(by).Decide(protocol);
}
