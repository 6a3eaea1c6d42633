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
        Then.Refused(new AskHistory(DeliveryWay.Download).Decide(Given.AnOpenedProtocol()), "subject-missing", RefusalKind.State);
        Then.Refused(new AskHistory(DeliveryWay.Email).Decide(open), "fields-missing", RefusalKind.State);
        Then.Refused(new SendHistory(3, null).Decide(open), "history-request-not-found", RefusalKind.NotFound);
    }

    [Fact]
    public void Asking_starts_the_laws_term_and_sending_meets_it()
    {
        Assert.DoesNotContain(Deadlines(open), deadline => deadline.Target == Target.HistoryDelivery);
        var asked = open.Decided(new AskHistory(DeliveryWay.Letter).Decide(open));
        Assert.Equal(DeadlineState.Running, History(asked).State);
        var sent = asked.Decided(new SendHistory(asked.State.HistoryRequests[0].Id, "BR123456789BR").Decide(asked));
        Assert.Equal(DeadlineState.Met, History(sent).State);
        Assert.NotNull(sent.State.HistoryRequests[0].SentAt);
        Then.Nothing(new SendHistory(sent.State.HistoryRequests[0].Id, "BR123456789BR").Decide(sent));
    }

    [Fact]
    public void While_one_of_two_is_owed_the_term_runs_on_from_the_first()
    {
        var first = open.Decided(new AskHistory(DeliveryWay.Letter).Decide(open));
        var both = first.After(TimeSpan.FromDays(1)).Decided(new AskHistory(DeliveryWay.Download).Decide(first));
        var one = both.Decided(new SendHistory(both.State.HistoryRequests[1].Id, null).Decide(both));
        Assert.Equal((DeadlineState.Running, History(first).DueAt), (History(one).State, History(one).DueAt));
        var all = one.Decided(new SendHistory(one.State.HistoryRequests[0].Id, null).Decide(one));
        Assert.Equal(DeadlineState.Met, History(all).State);
    }

    [Fact]
    public void A_closed_protocol_still_takes_them()
    {
        var closed = Given.AClosedProtocol();
        Then.Fact<HistoryAsked>(new AskHistory(DeliveryWay.Letter).Decide(closed));
    }

    private static Deadline History(Story story) => Deadlines(story).Single(deadline => deadline.Target == Target.HistoryDelivery);

    private static IReadOnlyList<Deadline> Deadlines(Story story) => Given.Rules.Clocks(story, story.State.LastAt).Deadlines;
}
