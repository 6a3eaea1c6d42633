using Protocols.Closing;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Tests.Closing;

[Trait("Requirement", "M11")]
public sealed class CloseProtocolTests
{
    [Theory]
    [InlineData(Outcome.Solved)]
    [InlineData(Outcome.Unreachable)]
    [InlineData(Outcome.Abandoned)]
    public void It_is_closed_once(Outcome outcome) =>
        Then.Refused(Close(Given.AClosedProtocol(), outcome: outcome), "protocol-closed", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M7")]
    public void Nobody_but_the_owner_closes_it()
    {
        var ready = Given.AProtocolReadyToClose();

        Then.Refused(Close(ready, Callers.Bruno), "not-owner", RefusalKind.Forbidden);
        Then.Refused(Close(ready, Callers.Carla), "not-owner", RefusalKind.Forbidden);
        Then.Refused(Close(ready.ExecutedBy(Callers.Bruno), Callers.Bruno), "not-owner", RefusalKind.Forbidden);
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public void Unowned_it_is_closed_by_nobody_until_claimed()
    {
        var ready = Given.AProtocolWithSubject(Channel.Web, Callers.Website).Solved().CustomerTold();

        Then.Refused(Close(ready, Callers.Ana), "not-owner", RefusalKind.Forbidden);
        Then.Refused(Close(ready, Callers.Website), "not-owner", RefusalKind.Forbidden);
        Assert.Null(Close(ready.ClaimedBy(Callers.Ana), Callers.Ana).Refusal);
    }

    [Fact]
    public void Without_a_solution_it_stays_open() =>
        Then.Refused(Close(Given.AProtocolWithSubject().CustomerTold()), "solution-missing", RefusalKind.State);

    [Fact]
    public void Without_a_subject_it_is_not_solved() =>
        Then.Refused(Close(Given.AnOpenedProtocol().Solved().CustomerTold()), "subject-missing", RefusalKind.State);

    [Fact]
    public void The_customer_must_know()
    {
        Then.Refused(Close(Given.ASolvedProtocol()), "customer-not-informed", RefusalKind.State);
        Then.Refused(Close(Given.ASolvedProtocol().Resolved()), "customer-not-informed", RefusalKind.State);
        Then.Refused(Close(Given.ASolvedProtocol().WrittenTo().CustomerSpoke().NotReached()), "customer-not-informed", RefusalKind.State);
    }

    [Fact]
    public void Who_was_told_before_the_newest_solution_does_not_know_it()
    {
        var told = Given.AProtocolReadyToClose().Solved("Poste trocado");

        Then.Refused(Close(told), "customer-not-informed", RefusalKind.State);
        Assert.Null(Close(told.CustomerTold()).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M13")]
    public void After_reopening_solution_and_telling_are_needed_anew()
    {
        var reopened = Given.AClosedProtocol().Reopened();

        Then.Refused(Close(reopened.CustomerTold()), "solution-missing", RefusalKind.State);
        Then.Refused(Close(reopened.Solved()), "customer-not-informed", RefusalKind.State);
        Assert.Null(Close(reopened.Solved().CustomerTold()).Refusal);
    }

    [Theory]
    [InlineData(Channel.Phone)]
    [InlineData(Channel.Chat)]
    [InlineData(Channel.InPerson)]
    [Trait("Requirement", "M6")]
    public void A_question_on_a_live_channel_is_answered_in_the_contact_itself(Channel channel) =>
        Assert.Null(Close(Given.AProtocolWithSubject(channel).ClassifiedAs("question").Solved()).Refusal);

    [Theory]
    [InlineData(Channel.Email)]
    [InlineData(Channel.WhatsApp)]
    [InlineData(Channel.Web)]
    [Trait("Requirement", "M6")]
    public void A_question_elsewhere_needs_the_answer_to_be_given(Channel channel)
    {
        var answered = Given.AProtocolWithSubject(channel).ClassifiedAs("question").Solved();

        Then.Refused(Close(answered), "customer-not-informed", RefusalKind.State);
        Assert.Null(Close(answered.CustomerTold()).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public void What_is_no_question_needs_telling_on_a_live_channel_too() =>
        Then.Refused(Close(Given.ASolvedProtocol().ClassifiedAs("praise")), "customer-not-informed", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M5")]
    public void What_the_occurrence_asks_for_before_closing_is_named()
    {
        var ready = Given.AProtocolReadyToClose().ClassifiedAs("cancellation", "price");
        var decision = Close(ready);

        Then.Refused(decision, "fields-missing", RefusalKind.State);
        Assert.Equal(["customer.name", "customer.document"], decision.Refusal!.Errors.Select(error => error.Field));
        Assert.Null(Close(ready.WithCustomer(Given.Maria)).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M5")]
    public void What_resolving_asks_for_closing_asks_for_too()
    {
        var decision = Close(Given.AProtocolReadyToClose().ClassifiedAs("suggestion").Resolved());

        Then.Refused(decision, "fields-missing", RefusalKind.State);
        Assert.Equal(["detail"], decision.Refusal!.Errors.Select(error => error.Field));
    }

    [Fact]
    public void Closing_resolves_by_itself() => Assert.Equal(
        [new Resolved(), new Closed(Outcome.Solved)], Close(Given.AProtocolReadyToClose()).Facts.Select(fact => fact.Terms));

    [Fact]
    public void What_is_resolved_is_only_closed() =>
        Assert.Equal(Outcome.Solved, Then.Fact<Closed>(Close(Given.AProtocolReadyToClose().Resolved())).Outcome);

    [Fact]
    [Trait("Requirement", "M1")]
    public void Who_said_what_he_wants_has_not_given_up() =>
        Then.Refused(Close(Given.AProtocolWithSubject(), outcome: Outcome.Abandoned), "subject-given", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M1")]
    public void Without_a_subject_it_is_closed_as_abandoned_by_its_owner()
    {
        Then.Refused(Close(Given.AnOpenedProtocol(), Callers.Bruno, Outcome.Abandoned), "not-owner", RefusalKind.Forbidden);
        Assert.Equal(Outcome.Abandoned, Then.Fact<Closed>(Close(Given.AnOpenedProtocol(), outcome: Outcome.Abandoned)).Outcome);
    }

    private static Decision Close(Protocol protocol, Caller? by = null, Outcome outcome = Outcome.Solved) =>
        new CloseProtocol(outcome).Decide(protocol, by ?? Callers.Ana, Given.Catalogue, Given.SaoPaulo);
}
