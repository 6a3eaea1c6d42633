using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Outgoing;

namespace Protocols.Tests.Actions;

/// <summary>What keeps an action from being done, and what follows from one that is.</summary>
[Trait("Requirement", "M12")]
public sealed class PerformActionTests
{
    private static readonly (string, string) reason = ("reason", "Produto sem avaria");

    [Fact]
    public void An_action_that_the_catalogue_lacks_is_not_there() =>
        Then.Refused(Seller.Return().Do("send-flowers"), "action-not-found", RefusalKind.NotFound);

    [Fact]
    public void Nothing_is_done_with_a_closed_case_nor_before_it_has_a_subject()
    {
        Then.Refused(Seller.Return().Solved().Resolved().Closed().Do("request-photos"), "protocol-closed", RefusalKind.State);
        Then.Refused(Given.AnOpenedProtocol(Channel.App).Do("message-customer", ("text", "Olá")), "subject-missing", RefusalKind.State);
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public void A_question_is_not_left_waiting()
    {
        var question = Seller.Case("order-question", "tracking");

        Then.Refused(question.Do("confirm-address"), "question-stays-in-its-call", RefusalKind.Never);
        Then.Refused(question.Do("request-help", reason), "question-stays-in-its-call", RefusalKind.Never);
        Assert.Null(question.Do("finish-case").Refusal);
    }

    [Theory]
    [InlineData("dispatched")]
    [InlineData("in-transit")]
    [InlineData("delivered")]
    [InlineData("Delivered")]
    public void A_cancellation_is_not_approved_once_the_order_has_left(string state)
    {
        var refused = Seller.Cancellation(state).Do("approve-cancellation", ["order.state"]);

        Then.Refused(refused, "action-not-offered", RefusalKind.State);
        var obstacle = Assert.Single(refused.Refusal!.Errors);
        Assert.Equal(("context.order.state", "fact-must-not-be"), (obstacle.Field, obstacle.Code));
        Assert.Equal(["dispatched, in-transit, delivered"], obstacle.Args);
    }

    [Theory]
    [InlineData("approve-cancellation")]
    [InlineData("cancel-sale")]
    public void Where_nobody_knows_whether_the_order_has_left_somebody_vouches_for_it(string action)
    {
        var unknown = Seller.Cancellation();
        var refused = unknown.Do(action);
        var confirmed = unknown.Do(action, ["order.state"]);

        Then.Refused(refused, "confirmation-required", RefusalKind.Never);
        Assert.Equal(["order.state"], refused.Refusal!.Args);
        Assert.Equal(["context.order.state"], refused.Refusal.Errors.Select(error => error.Field));
        Assert.Equal(["order.state"], unknown.Offer(action).ToConfirm.Select(condition => condition.Fact));
        Assert.Equal(["order.state"], Assert.IsType<ActionTaken>(confirmed.Facts[0].Terms).Confirmed);
        Assert.Null(Assert.IsType<ActionTaken>(Seller.Cancellation("paid").Do(action, ["order.state"]).Facts[0].Terms).Confirmed);
    }

    [Fact]
    public void Only_what_the_action_asks_can_be_vouched_for() =>
        Then.Invalid(Seller.Cancellation().Do("approve-cancellation", ["order.total"]), ("confirm", "not-one-of"));

    [Fact]
    public void A_refund_is_asked_for_once()
    {
        var approved = Seller.Cancellation("paid").Took("approve-cancellation");

        Assert.Equal(["actions action-ended-by"], approved.WhyNot("approve-cancellation"));
        Assert.Equal(["actions action-ended-by"], approved.WhyNot("cancel-sale"));
        Then.Refused(approved.Resolved().Reopened().Do("approve-cancellation"), "action-not-offered", RefusalKind.State);
    }

    [Fact]
    [Trait("Requirement", "M5")]
    public void Finishing_asks_for_what_the_occurrence_makes_mandatory()
    {
        var refused = Seller.Return().Do("finish-case");

        Then.Refused(refused, "fields-missing", RefusalKind.State);
        Assert.Equal(["detail", "references"], refused.Refusal!.Errors.Select(error => error.Field));
        Assert.Equal(["detail action-needs-field", "references action-needs-field"], Seller.Return().WhyNot("finish-case"));
    }

    [Fact]
    [Trait("Requirement", "M11")]
    public void Finishing_writes_to_the_customer_and_resolves_so_that_the_owner_may_close()
    {
        var ready = Seller.Return().Complete().WaitingFor(WaitingOn.Analysis);
        var finished = ready.Decided(ready.Do("finish-case")).State;

        Assert.Equal(Status.Resolved, finished.Status);
        Assert.True(finished.Informed > finished.Solution && finished.WrittenTo);
        Assert.StartsWith("O atendimento do protocolo", finished.Personal.Resolution, StringComparison.Ordinal);
    }

    [Fact]
    public void A_solution_that_is_on_record_stays_the_solution()
    {
        var solved = Seller.Return().Complete().Solved("Peça nova enviada");
        var done = solved.Do("finish-case");

        Assert.Equal(["action-taken", "contact", "resolved"], done.Facts.Select(fact => fact.Terms.Kind));
        Assert.Equal("Peça nova enviada", solved.Decided(done).State.Personal.Resolution);
    }

    [Fact]
    public void Help_goes_to_the_platform_and_counts_while_the_case_stays_as_it_was()
    {
        var before = Seller.Return();
        var done = before.Do("request-help", reason);
        var taken = Assert.IsType<ActionTaken>(done.Facts[0].Terms);
        var after = before.Decided(done).State;

        Assert.Equal(("platform-help", true), (taken.Department, taken.CountsAgainstPerformance));
        Assert.Equal(new EffectRequested("request-help") { Effect = ActionEffect.HelpRequested, Department = "platform-help" }, done.Facts[1].Terms);
        Assert.Equal("Produto sem avaria", done.Facts[0].Body!.Data!["reason"]);
        Assert.Equal((before.State.Owner, before.State.Executor, Status.InProgress), (after.Owner, after.Executor, after.Status));
    }

    [Fact]
    [Trait("Requirement", "M30")]
    public void What_others_are_to_carry_out_is_a_fact_of_its_own_kind_each_and_waits_for_nobody()
    {
        var paid = Seller.Cancellation("paid");
        var done = paid.Do("approve-cancellation");

        Assert.Equal(
            [("sale-cancelled", "approve-cancellation", "finance"), ("refund-requested", "approve-cancellation", "finance")],
            done.Facts.Select(fact => fact.Terms).OfType<EffectRequested>().Select(effect => (effect.Kind, effect.Action, effect.Department)));
        Assert.All(done.Facts.Where(fact => fact.Terms is EffectRequested), fact => Assert.Equal((null, Visibility.Internal), (fact.Body, fact.Visibility)));
        // The department is told of both by one message.
        Assert.Equal([5, 8], Messages.Of(Story.Number, paid.Decided(done).Facts).Select(message => message.Fact));
    }

    [Fact]
    public void Texts_stand_in_the_body_and_only_codes_and_dates_in_the_terms()
    {
        var done = Seller.Case("missing-item", "missing-part")
            .Do("notify-part-sent", ("postingCode", "ab 123.456-785 br"), ("trackingUrl", " https://rastreio.example/?cpf=1 ")).Facts[0];

        Assert.Equal([KeyValuePair.Create("postingCode", "AB123456785BR")], Assert.IsType<ActionTaken>(done.Terms).Data!);
        Assert.Equal([KeyValuePair.Create("trackingUrl", "https://rastreio.example/?cpf=1")], done.Body!.Data!);
        Assert.Null(Seller.Return().Do("request-photos").Facts[0].Body);
    }

    [Theory]
    [InlineData("notify-collection-date", "date", "30/11/2026", "not-a-date")]
    [InlineData("notify-collection-date", "date", "2026-02-30", "not-a-date")]
    [InlineData("notify-collection-date", "date", "2026-11-22", "date-has-passed")]
    [InlineData("give-posting-code", "postingCode", "1234567", "not-a-posting-code")]
    [InlineData("give-posting-code", "postingCode", "CORREIOSBR", "not-a-posting-code")]
    [InlineData("give-posting-code", "postingCode", "AB123456785BR!", "not-a-posting-code")]
    [InlineData("request-help", "reason", "  ", "required")]
    public void Data_must_be_of_their_kind(string action, string field, string value, string code) =>
        Then.Invalid(Seller.Return().Do(action, (field, value)), ($"data.{field}", code));

    [Theory]
    [InlineData("rastreio")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/rastreio/AB")]
    public void A_link_must_lead_somewhere(string link) => Then.Invalid(
        Seller.Case("missing-item", "missing-part").Do("notify-part-sent", ("postingCode", "AB123456785BR"), ("trackingUrl", link)),
        ("data.trackingUrl", "not-a-url"));

    [Fact]
    public void Everything_that_is_wrong_with_the_data_is_said_at_once()
    {
        var refused = Seller.Case("missing-item", "missing-part")
            .Do("notify-part-sent", ["order.state"], ("trackingUrl", "x"), ("cor da peça", "azul"));

        Then.Invalid(
            refused, ("data.postingCode", "required"), ("data.trackingUrl", "not-a-url"), ("data", "unknown-field"), ("confirm", "not-one-of"));
        Then.Invalid(Seller.Return().Do("request-help", ("reason", new string('x', 5_001))), ("data.reason", "too-long"));
    }

    [Fact]
    public void Today_is_the_companys_day()
    {
        // 23:30 of the 22nd in São Paulo is already the 23rd in UTC.
        var late = Seller.Return().At("2026-11-23T02:30:00Z");

        Assert.Null(late.Do("notify-collection-date", ("date", "2026-11-22")).Refusal);
        Then.Invalid(late.Do("notify-collection-date", ("date", "2026-11-21")), ("data.date", "date-has-passed"));
    }

    [Fact]
    public void The_customer_is_written_to_in_his_language_and_over_a_channel_that_keeps_it()
    {
        var english = Seller.Return().WithContext(("customer.language", "en")).Do("notify-collection-date", ("date", Seller.NextWeek));
        var byPhone = Given.AProtocolWithSubject(Channel.Phone).ClassifiedAs("regret", "changed-mind", Seller.Rules).Do("request-photos");

        Assert.Contains("at your address on 30 November 2026", english.Facts[1].Body!.Text, StringComparison.Ordinal);
        Assert.Equal(Channel.App, Assert.IsType<EntryAdded>(english.Facts[1].Terms).Channel);
        Assert.Equal(
            new EntryAdded(Channel.Email, Direction.Outbound, null, null) { Entry = EntryKind.Contact, Template = "photos" }, byPhone.Facts[1].Terms);
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public void The_contact_that_an_action_writes_says_that_it_is_to_be_sent_and_its_solution_does_not()
    {
        var finished = Seller.LateDelivery("delivered").Complete().Do("finish-case");

        Assert.Equal(
            [("solution", null, null), ("contact", "case-finished", "Seu atendimento foi concluído")],
            finished.Facts.Where(fact => fact.Terms is EntryAdded)
                .Select(fact => (fact.Terms.Kind, ((EntryAdded)fact.Terms).Template, fact.Body!.Subject)));
    }

    [Fact]
    public void What_staff_write_is_never_taken_for_a_part_of_the_template()
    {
        var done = Seller.Return().Do("message-customer", ("text", "Use o código {number} ou {text}"));

        Assert.StartsWith("Use o código {number} ou {text}\n", done.Facts[1].Body!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_waits_for_the_customer_already_is_not_set_waiting_again()
    {
        var waiting = Seller.Return().WaitingFor(WaitingOn.Customer);

        Assert.Equal(["action-taken", "contact"], waiting.Do("give-posting-code", ("postingCode", "2068123456")).Facts.Select(fact => fact.Terms.Kind));
    }
}
