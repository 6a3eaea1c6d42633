using Protocols.Facts;
using Protocols.Notifying;

namespace Protocols.Tests.Notifying;

/// <summary>What whoever carried a message says became of it.</summary>
[Trait("Requirement", "M4")]
public sealed class ReportDeliveryTests
{
    private static readonly Story sent = Given.AProtocolWithSubject().WithCustomer(Given.Maria)
        .Then(new(new NotificationSent(4, ReservedTemplates.NumberReceipt, Means.Sms, MessageState.Accepted)));

    [Fact]
    public void A_message_that_never_left_or_went_by_post_is_not_reported_of()
    {
        Then.Refused(Arrived.Decide(Given.AProtocolWithSubject()), "message-not-found", RefusalKind.NotFound);
        Then.Refused((Arrived with { By = Means.Email }).Decide(sent), "message-not-found", RefusalKind.NotFound);
        Then.Refused((Arrived with { Fact = 5 }).Decide(sent), "message-not-found", RefusalKind.NotFound);
        var letter = Given.AProtocolWithSubject().Then(new(new LetterListed(4, ReservedTemplates.NumberReceipt)));
        Then.Refused((Arrived with { By = Means.Letter }).Decide(letter), "message-not-found", RefusalKind.NotFound);
    }

    [Fact]
    public void That_it_arrived_is_written_once_and_that_it_came_back_after_all_too()
    {
        var arrived = sent.Decided(Arrived.Decide(sent));
        Assert.Equal(MessageState.Delivered, Assert.Single(arrived.State.Deliveries).State);
        Then.Nothing(Arrived.Decide(arrived));
        var back = arrived.Decided(Bounced.Decide(arrived));
        Assert.Equal(new NotificationBounced(4, Means.Sms, "number-unknown"), back.Facts[^1].Terms);
        Assert.Equal(MessageState.Bounced, Assert.Single(back.State.Deliveries).State);
        Then.Nothing(Bounced.Decide(back));
        Then.Nothing(Arrived.Decide(back));
    }

    [Fact]
    public void A_message_that_came_back_is_not_sent_again_by_itself()
    {
        var asked = Given.AProtocolWithSubject().WithCustomer(Given.Maria).Then(new(new ReceiptAsked(Means.Sms)));
        var receipt = asked.Facts[^1];
        var back = asked.Then(new(new NotificationSent(receipt.N, ReservedTemplates.NumberReceipt, Means.Sms, MessageState.Sent)))
            .Then(new(new NotificationBounced(receipt.N, Means.Sms, "number-unknown")));
        Assert.Empty(new Notifications(back, Given.Catalogue, Given.SaoPaulo).Open(receipt, again: true));
    }

    [Theory]
    [InlineData("2026112300000017-4-sms", true)]
    [InlineData("2026112300000017-4-pigeon", false)]
    [InlineData("2026112300000017--4-sms", false)]
    [InlineData("2026112300000017-4", false)]
    [InlineData("-4-sms", false)]
    [InlineData("", false)]
    public void The_name_of_a_message_says_which_it_is(string id, bool isOne)
    {
        Assert.Equal(isOne ? ("2026112300000017", 4, Means.Sms) : null, ReportDelivery.Read(id));
        if (isOne)
            Assert.Equal(id, ReportDelivery.IdOf("2026112300000017", 4, Means.Sms));
    }

    private static ReportDelivery Arrived => new(4, Means.Sms, null);

    private static ReportDelivery Bounced => Arrived with { Reason = "number-unknown" };
}
