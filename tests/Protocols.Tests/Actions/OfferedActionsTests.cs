using Protocols.Actions;
using Protocols.Catalog;

namespace Protocols.Tests.Actions;

/// <summary>Which actions fit a case as it stands, and what keeps the others away.</summary>
[Trait("Requirement", "M12")]
public sealed class OfferedActionsTests
{
    [Fact]
    public void A_return_is_offered_what_a_return_needs()
    {
        Assert.Equal(
            ["confirm-address", "message-customer", "notify-collection-date", "give-posting-code", "request-help", "refuse-cancellation", "request-photos"],
            Seller.Return().Offered().Except(["notify-part-sent"]));
        Assert.Contains("finish-case", Seller.Return().Complete().Offered());
    }

    [Fact]
    public void A_question_is_offered_what_ends_it() =>
        Assert.Equal(["message-customer", "finish-case"], Seller.Case("product-question", "stock").Offered());

    [Fact]
    public void Photos_are_asked_for_then_better_ones_once_the_customer_has_sent_some()
    {
        var asked = Seller.Return().Took("request-photos").WaitingFor(WaitingOn.Customer);
        var answered = asked.CustomerSpoke();

        Assert.Equal(["status action-in-states"], asked.WhyNot("request-better-photos"));
        Assert.Empty(answered.WhyNot("request-better-photos"));
        Assert.Equal(["actions action-ended-by"], answered.WhyNot("request-photos"));
    }

    [Fact]
    public void An_unclassified_case_is_told_what_each_action_is_for()
    {
        var bare = Given.AProtocolWithSubject(Channel.App);
        var obstacle = Assert.Single(bare.Offer("refuse-cancellation").Obstacles);

        Assert.Equal(["confirm-address", "message-customer", "finish-case"], bare.Offered());
        Assert.Equal(("type", "action-fits"), (obstacle.Field, obstacle.Code));
        Assert.Equal(["cancellation, return"], obstacle.Args);
    }

    [Fact]
    public void Everything_that_keeps_an_action_away_is_named()
    {
        var case_ = Given.AnOpenedProtocol(Channel.App).ClassifiedAs("regret", "changed-mind", Seller.Rules).WithContext(("order.state", "delivered"));

        Assert.Equal(
            ["subject action-needs-field", "type action-fits", "context.order.state fact-must-not-be"], case_.WhyNot("approve-cancellation"));
        Assert.Equal(["subject action-needs-field", "references action-needs-field"], case_.WhyNot("finish-case"));
    }

    [Fact]
    public void Nothing_is_offered_for_a_closed_case()
    {
        var closed = Seller.Return().Solved().Resolved().Closed();

        Assert.Empty(closed.Offered());
        Assert.All(Seller.Rules.Actions, action => Assert.Contains("status action-in-states", closed.WhyNot(action.Code)));
        Assert.Equal(["message-customer"], Seller.Return().Solved().Resolved().Offered());
    }

    [Fact]
    public void The_general_service_has_actions_of_its_own()
    {
        var late = Given.AProtocolWithSubject().ClassifiedAs("delivery-problem", "late");
        var offered = OfferedActions.Of(late, Catalogue.General, all: false).Select(offer => offer.Action.Code);

        Assert.Superset(new HashSet<string> { "message-customer", "notify-new-delivery-date", "request-help" }, offered.ToHashSet());
        Assert.Equal(Catalogue.General.Actions.Count, OfferedActions.Of(late, Catalogue.General, all: true).Count);
    }
}
