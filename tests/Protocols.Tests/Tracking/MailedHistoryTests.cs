using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Notifying;
using Protocols.Tracking;

namespace Protocols.Tests.Tracking;

/// <summary>The history by mail: what was sent answers its request, and what failed or came back does not.</summary>
[Trait("Requirement", "M22")]
public sealed class MailedHistoryTests
{
    private static readonly Story marias = Given.AProtocolWithSubject().WithCustomer(Given.Maria);
    private static readonly Story asked = marias.Decided(Ask(marias));

    [Fact]
    public void Nobody_has_it_mailed_all_day()
    {
        var story = marias;
        for (var n = 0; n < AskHistory.MostMailsPerDay; n++)
            story = Mailed(story.Decided(Ask(story)));
        Then.Refused(Ask(story), "too-many-histories", RefusalKind.TooMany);
        Then.Fact<HistoryAsked>(new AskHistory(DeliveryWay.Letter).Decide(story, story.Now));
        Then.Fact<HistoryAsked>(Ask(story.After(TimeSpan.FromDays(1))));
    }

    [Fact]
    public void A_mail_that_failed_answers_nothing_and_a_member_of_staff_hands_it_over()
    {
        var failed = asked.Then(new(Failed(asked)));
        Assert.Equal((DeadlineState.Running, History(asked).DueAt), (History(failed).State, History(failed).DueAt));
        Assert.Null(failed.State.HistoryRequests[0].SentAt);
        var handed = failed.Decided(new SendHistory(Id(failed), "Em mãos").Decide(failed));
        Assert.Equal(DeadlineState.Met, History(handed).State);
        Assert.Empty(Open(handed));
    }

    [Fact]
    public void What_is_on_its_way_is_the_same_request_and_what_failed_is_mailed_by_being_asked_for_again()
    {
        Then.Nothing(Ask(asked));
        var failed = asked.Then(new(Failed(asked)));
        var again = failed.Decided(Ask(failed));
        Assert.NotEqual(Id(failed), Id(again));
        Assert.Single(Open(again));

        var mailed = Mailed(again);
        Assert.All(mailed.State.HistoryRequests, request => Assert.NotNull(request.SentAt));
        Assert.Equal((DeadlineState.Met, History(asked).DueAt), (History(mailed).State, History(mailed).DueAt));
        Assert.Equal(DeadlineState.Running, History(Bounced(mailed)).State);
        Assert.All(Bounced(mailed).State.HistoryRequests, request => Assert.Null(request.SentAt));
    }

    [Fact]
    public void It_goes_by_mail_with_the_history_in_the_customers_language_until_it_is_answered()
    {
        Assert.Empty(Open(marias.Decided(new AskHistory(DeliveryWay.Letter).Decide(marias, marias.Now))));
        Assert.Empty(Open(marias.Decided(new AskHistory(DeliveryWay.Download).Decide(marias, marias.Now))));
        var mail = Assert.Single(Open(asked));
        Assert.Equal(("history-copy", Means.Email, "maria@exemplo.com.br", true), (mail.Template, mail.By, mail.To, mail.WithHistory));
        foreach (var part in new[] { Story.Number, "2026 1123 0000 0017", "23/11/2026", "em PDF" })
            Assert.Contains(part, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail.Text, StringComparison.Ordinal);
        var english = marias.WithContext(("customer.language", "en"));
        Assert.Contains("on 23 November 2026", Assert.Single(Open(english.Decided(Ask(english)))).Text, StringComparison.Ordinal);
        Assert.Empty(Open(Mailed(asked)));
    }

    [Fact]
    public void A_mail_that_left_meets_the_term_and_one_that_came_back_never_did()
    {
        var mailed = Mailed(asked);
        Assert.Equal((DeadlineState.Met, mailed.State.LastAt), (History(mailed).State, History(mailed).MetAt));
        var there = mailed.Then(new(new NotificationDelivered(Id(mailed), Means.Email)));
        Assert.Equal(DeadlineState.Met, History(there).State);

        var back = Bounced(there.After(TimeSpan.FromDays(1)));
        Assert.Equal((DeadlineState.Running, History(asked).DueAt, null), (History(back).State, History(back).DueAt, History(back).MetAt));
        Assert.Null(back.State.HistoryRequests[0].SentAt);
        Then.Nothing(new ReportDelivery(Id(back), Means.Email, "mailbox-full").Decide(back));
        Assert.Empty(new Notifications(back, Given.Catalogue, Given.SaoPaulo).Open(back.Facts.Single(fact => fact.Terms is HistoryAsked), again: true));
        Assert.Equal(DeadlineState.Breached, History(back, asked.Now.AddDays(30)).State);

        var handed = back.Decided(new SendHistory(Id(back), "Em mãos").Decide(back));
        Assert.Equal((DeadlineState.Met, handed.State.LastAt), (History(handed).State, History(handed).MetAt));
    }

    [Fact]
    public void What_somebody_handed_over_stays_answered_when_the_mail_comes_back()
    {
        var handed = asked.Decided(new SendHistory(Id(asked), "Em mãos").Decide(asked));
        // The mail was on its way meanwhile.
        var back = Bounced(Mailed(handed));
        Assert.Equal(DeadlineState.Met, History(back).State);
        Assert.Equal(handed.State.LastAt, back.State.HistoryRequests[0].SentAt);
    }

    [Fact]
    public void Of_two_that_were_mailed_the_first_comes_back_and_is_owed_since_it_was_asked_for()
    {
        var first = Mailed(asked);
        var second = first.After(TimeSpan.FromDays(2));
        second = Mailed(second.Decided(Ask(second)));
        Assert.Equal(DeadlineState.Met, History(second).State);

        var back = second.Then(new(new NotificationBounced(Id(first), Means.Email, "mailbox-full")));
        Assert.Equal((DeadlineState.Running, History(asked).DueAt), (History(back).State, History(back).DueAt));
        Assert.NotNull(back.State.HistoryRequests[1].SentAt);
    }

    private static long Id(Story story) => story.State.HistoryRequests[^1].Id;

    private static Decision Ask(Story story) => new AskHistory(DeliveryWay.Email).Decide(story, story.Now);

    private static NotificationFailed Failed(Story story) => new(Id(story), ReservedTemplates.HistoryCopy, Means.Email, MessageState.Failed, "smtp-550");

    private static Story Mailed(Story story) => story.Then(new(new HistorySent(Id(story), DeliveryWay.Email) { State = MessageState.Sent, CarrierId = "m-1" }));

    private static Story Bounced(Story story) => story.Decided(new ReportDelivery(Id(story), Means.Email, "mailbox-full").Decide(story));

    /// <summary>What is still to be sent for the last request.</summary>
    private static IReadOnlyList<Notification> Open(Story story) =>
        new Notifications(story, Given.Catalogue, Given.SaoPaulo).Open(story.Facts.Last(fact => fact.Terms is HistoryAsked), again: true);

    private static Deadline History(Story story, DateTimeOffset? now = null) =>
        Given.Rules.Clocks(story, now ?? story.State.LastAt).Deadlines.Single(deadline => deadline.Target == Target.HistoryDelivery);
}
