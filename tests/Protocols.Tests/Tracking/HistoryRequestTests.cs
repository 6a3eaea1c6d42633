using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Tracking;

namespace Protocols.Tests.Tracking;

[Trait("Requirement", "M22")]
public sealed class HistoryRequestTests
{
    private static readonly Story open = Given.AProtocolWithSubject();

    [Fact]
    public void Without_a_subject_or_an_address_nothing_can_be_sent()
    {
        Then.Refused(Ask(DeliveryWay.Download, Given.AnOpenedProtocol()), "subject-missing", RefusalKind.State);
        Then.Refused(Ask(DeliveryWay.Email, open), "fields-missing", RefusalKind.State);
        Then.Refused(new SendHistory(3, null).Decide(open), "history-request-not-found", RefusalKind.NotFound);
    }

    [Fact]
    public void Asking_starts_the_laws_term_and_sending_meets_it()
    {
        Assert.DoesNotContain(Deadlines(open), deadline => deadline.Target == Target.HistoryDelivery);
        var asked = open.Decided(Ask(DeliveryWay.Letter, open));
        Assert.Equal(DeadlineState.Running, History(asked).State);
        var sent = asked.Decided(new SendHistory(asked.State.HistoryRequests[0].Id, "BR123456789BR").Decide(asked));
        Assert.Equal(DeadlineState.Met, History(sent).State);
        Assert.NotNull(sent.State.HistoryRequests[0].SentAt);
        Then.Nothing(new SendHistory(sent.State.HistoryRequests[0].Id, "BR123456789BR").Decide(sent));
    }

    [Fact]
    public void While_one_of_two_is_owed_the_term_runs_on_from_the_first()
    {
        var first = open.Decided(Ask(DeliveryWay.Letter, open));
        var both = first.After(TimeSpan.FromDays(1)).Decided(Ask(DeliveryWay.Download, first));
        var one = both.Decided(new SendHistory(both.State.HistoryRequests[1].Id, null).Decide(both));
        Assert.Equal((DeadlineState.Running, History(first).DueAt), (History(one).State, History(one).DueAt));
        var all = one.Decided(new SendHistory(one.State.HistoryRequests[0].Id, null).Decide(one));
        Assert.Equal(DeadlineState.Met, History(all).State);
    }

    [Fact]
    public void What_is_asked_for_again_before_it_came_is_the_same_request()
    {
        var asked = open.Decided(Ask(DeliveryWay.Letter, open));
        Then.Nothing(Ask(DeliveryWay.Letter, asked));
        Then.Fact<HistoryAsked>(Ask(DeliveryWay.Download, asked));
    }

    [Fact]
    public void A_closed_protocol_still_takes_them()
    {
        var closed = Given.AClosedProtocol();
        Then.Fact<HistoryAsked>(Ask(DeliveryWay.Letter, closed));
    }

    private static Decision Ask(DeliveryWay by, Story story) => new AskHistory(by).Decide(story, story.Now);

    private static Deadline History(Story story) => Deadlines(story).Single(deadline => deadline.Target == Target.HistoryDelivery);

    private static IReadOnlyList<Deadline> Deadlines(Story story) => Given.Rules.Clocks(story, story.State.LastAt).Deadlines;
}
