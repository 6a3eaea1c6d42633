using Protocols.Escalating;
using Protocols.Facts;

namespace Protocols.Tests.Escalating;

[Trait("Requirement", "M19")]
public sealed class AcceptReferralsTests
{
    private const string Second = "2026112300000025";

    [Fact]
    public void Where_nothing_waits_nothing_is_done()
    {
        Then.Nothing(Decide(Given.AProtocolWithSubject()));
        Then.Nothing(Decide(Given.AProtocolWithSubject().ReferredTo("logistics").Accepted()));
        Then.Nothing(Decide(Given.AProtocolWithSubject().ReferredTo("logistics").Analysed().Solved().Resolved()));
    }

    [Fact]
    public void Everything_that_waits_arrives_in_the_order_in_which_it_was_asked_for()
    {
        var story = Given.AProtocolWithSubject().ReferredTo("logistics").ReferredTo(Tier.Supervisor).ReferredTo(Callers.Bruno);

        var accepted = Decide(story).Facts.Select(fact => (ReferralAccepted)fact.Terms);

        Assert.Equal(
            [
                new(3, Tier.N1, "logistics", null, null),
                new(4, Tier.Supervisor, null, null, null),
                new(5, Tier.Supervisor, null, Callers.Bruno.AsStaff(), null),
            ],
            accepted);
    }

    [Fact]
    public void Who_executed_before_executes_no_more()
    {
        var state = Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno).ReferredTo(Tier.Supervisor).Accepted().State;
        Assert.Null(state.Executor);
        Assert.Equal(EscalationState.Handling, Assert.Single(state.Referrals).State);
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void The_ombudsmans_number_is_on_record_with_the_arrival_and_not_without_it()
    {
        var story = Given.AProtocolWithSubject().ReferredTo(Tier.Ombudsman);
        Then.Nothing(Decide(story));

        var state = story.Accepted(Second).State;
        Assert.Equal((Tier.Ombudsman, "ana"), (state.Tier, state.Owner?.Id));
        Assert.Equal([new Link(Second, LinkKind.Ombudsman, LinkEnd.FromHere)], state.Links);
    }

    [Fact]
    [Trait("Requirement", "M9")]
    public void Everybody_sees_with_whom_the_case_is_unless_the_customer_is_waited_for()
    {
        var story = Given.AProtocolWithSubject().Analysed().Tested();
        Assert.Equal(WaitingOn.N2, story.ReferredTo(Tier.N2).Accepted().State.WaitingOn);
        Assert.Equal(WaitingOn.Customer, story.WaitingFor(WaitingOn.Customer).ReferredTo(Tier.N2).Accepted().State.WaitingOn);
    }

    [Fact]
    public void Each_time_a_case_that_was_given_back_is_sent_on_again_counts()
    {
        var once = Given.AProtocolWithSubject().ReferredTo(Tier.N2).Accepted();
        Assert.Equal(0, once.State.PingPong);
        var again = once.GivenBack().ReferredTo(Tier.N2).Accepted();
        Assert.Equal(1, again.State.PingPong);
        Assert.Equal(2, again.GivenBack().ReferredTo("logistics").Accepted().State.PingPong);
    }

    [Fact]
    public void A_dead_one_arrives_with_whatever_comes_next()
    {
        var dead = Given.AProtocolWithSubject().ReferredTo("logistics").EscalationDied();
        Assert.Equal(EscalationState.Dead, Assert.Single(dead.State.Referrals).State);
        Assert.Equal(EscalationState.Handling, Assert.Single(dead.Accepted().State.Referrals).State);
    }

    [Fact]
    public void Only_what_is_dead_is_redriven_and_then_it_waits_under_its_new_message()
    {
        var story = Given.AProtocolWithSubject().ReferredTo("logistics");
        Then.Refused(new RedriveEscalation(9).Decide(story), "escalation-not-found", RefusalKind.NotFound);
        Then.Refused(new RedriveEscalation(3).Decide(story), "escalation-not-dead", RefusalKind.State);

        var redriven = story.EscalationDied().Decided(new RedriveEscalation(3).Decide(story.EscalationDied())).State;
        var open = Assert.Single(redriven.Referrals);
        Assert.Equal((EscalationState.Queued, 5, null), (open.State, open.SentBy, open.DeadReason));
        // The old letter, found once more, is not taken for the new one's.
        Then.Nothing(NoteDeadEscalations.Decide(redriven, 3, "unreadable"));
        Then.Fact<EscalationDead>(NoteDeadEscalations.Decide(redriven, 5, "unreadable"));
    }

    [Fact]
    [Trait("Requirement", "M13")]
    public void A_case_that_is_reopened_begins_where_it_was_opened()
    {
        var state = Given.AProtocolWithSubject().ReferredTo(Tier.Supervisor).Accepted().ReferredTo("logistics").Accepted()
            .Solved().CustomerTold().Resolved().Closed().Reopened().State;
        Assert.Equal((Tier.N1, null), (state.Tier, state.Department));
        Assert.Empty(state.Referrals);
    }

    private static Decision Decide(Story story) => new AcceptReferrals(new Dictionary<long, string>()).Decide(story);
}
