using Protocols.Customers;
using Protocols.Facts;
using Protocols.Opening;

namespace Protocols.Tests.Opening;

/// <summary>RFC 7396: what is absent stays, what is null goes, what is given replaces.</summary>
[Trait("Requirement", "M5")]
public sealed class AmendProtocolTests
{
    private static readonly Story known = Given.AProtocolWithSubject()
        .WithDetail()
        .WithCustomer(Given.Maria)
        .WithReferences(new Reference("order", "A-17"))
        .WithContext(("order.state", "dispatched"), ("order.value", "120"))
        .ClassifiedAs("technical-problem", "defect");

    [Fact]
    public void An_empty_patch_writes_nothing() => Then.Nothing(Decide(known, new()));

    [Fact]
    public void What_is_already_so_writes_nothing() => Then.Nothing(Decide(known.WaitingFor(WaitingOn.Update), new()
    {
        Subject = known.State.Personal.Subject,
        Detail = known.State.Personal.Detail,
        Customer = new CustomerPatch { Name = Given.Maria.Name, Phone = Given.Maria.Phone },
        References = new(true, [new Reference("order", "A-17")]),
        Context = new(true, new Dictionary<string, string?> { ["order.state"] = "dispatched", ["order.colour"] = null }),
        Occurrence = "technical-problem",
        Reason = "defect",
        WaitingOn = (WaitingOn?)WaitingOn.Update,
    }));

    [Fact]
    public void Removing_what_is_not_there_writes_nothing() => Then.Nothing(Decide(Given.AProtocolWithSubject(), new()
    {
        Detail = (string?)null,
        Customer = (CustomerPatch?)null,
        References = new(true, null),
        Context = new(true, null),
        Occurrence = (string?)null,
        Reason = (string?)null,
        WaitingOn = (WaitingOn?)null,
    }));

    [Fact]
    [Trait("Requirement", "M1")]
    public void The_subject_comes_later_and_can_be_put_right()
    {
        Assert.False(Given.AnOpenedProtocol().State.HasSubject);

        var given = Amended(Given.AnOpenedProtocol(), new() { Subject = "Internet lenta" });
        Assert.True(given.HasSubject);
        Assert.Equal("Sem internet", Amended(Given.AProtocolWithSubject(), new() { Subject = "Sem internet" }).Personal.Subject);
    }

    [Fact]
    public void The_fact_names_what_changed_and_keeps_the_values_out_of_its_terms()
    {
        var decision = Decide(known, new()
        {
            Detail = "Parou de vez",
            Customer = new CustomerPatch { Email = "m@exemplo.com.br", Name = Given.Maria.Name, Supervisor = (string?)null },
        });

        Assert.Equal(["detail", "customer.email", "customer.supervisor"], Then.Fact<Amended>(decision).Fields);
        Assert.Equal("Parou de vez", decision.Facts[0].Body!.Detail);
    }

    [Fact]
    public void Null_removes_a_detail_and_absence_keeps_it()
    {
        Assert.Null(Amended(known, new() { Detail = (string?)null }).Personal.Detail);
        Assert.Equal("Cai toda noite", Amended(known, new() { Subject = "Outro" }).Personal.Detail);
    }

    [Fact]
    public void The_customers_fields_merge_one_by_one()
    {
        var customer = Amended(known, new()
        {
            Customer = new CustomerPatch { Phone = "+5511912345678", Company = (string?)null },
        }).Personal.Customer;

        Assert.Equal(Given.Maria with { Phone = "+5511912345678", Company = null }, customer);
    }

    [Fact]
    public void A_null_customer_is_removed_whole()
    {
        var decision = Decide(known, new() { Customer = (CustomerPatch?)null });

        Assert.Equal(6, Then.Fact<Amended>(decision).Fields.Count);
        Assert.Null(After(known, decision).Personal.Customer);
    }

    [Fact]
    public void A_customer_of_whom_nothing_is_left_is_none()
    {
        var onlyName = Given.AProtocolWithSubject().WithCustomer(new() { Name = "Maria" });

        Assert.Null(Amended(onlyName, new() { Customer = new CustomerPatch { Name = (string?)null } }).Personal.Customer);
    }

    [Fact]
    public void References_are_replaced_as_a_list()
    {
        var replaced = Amended(known, new() { References = new(true, [new Reference("order", "B-18"), new Reference("invoice", "9")]) });

        Assert.Equal([new("order", "B-18"), new("invoice", "9")], replaced.Personal.References);
        Assert.Empty(Amended(known, new() { References = new(true, null) }).Personal.References);
        Assert.Empty(Amended(known, new() { References = new(true, []) }).Personal.References);
    }

    [Fact]
    public void The_context_merges_by_name()
    {
        var context = Amended(known, new()
        {
            Context = new(
                true, new Dictionary<string, string?> { ["order.state"] = "delivered", ["order.value"] = null, ["plan"] = "fibre" }),
        }).Personal.Context;

        Assert.Equal(
            new Dictionary<string, string> { ["order.state"] = "delivered", ["plan"] = "fibre" }, context.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void A_null_context_is_removed_whole() =>
        Assert.Empty(Amended(known, new() { Context = new(true, null) }).Personal.Context);

    [Fact]
    public void The_type_follows_the_occurrence()
    {
        var classified = Then.Fact<Classified>(Decide(known, new() { Occurrence = "billing-complaint", Reason = "double-charge" }));

        Assert.Equal(new("billing-complaint", "double-charge", "complaint"), classified);
    }

    [Fact]
    public void The_reason_falls_with_a_changed_occurrence_and_stays_with_the_same()
    {
        Assert.Equal(new("request", null, "request"), Then.Fact<Classified>(Decide(known, new() { Occurrence = "request" })));
        Then.Nothing(Decide(known, new() { Occurrence = "technical-problem" }));
    }

    [Fact]
    public void The_classification_can_be_taken_back() =>
        Assert.Equal(new(null, null, null), Then.Fact<Classified>(Decide(known, new() { Occurrence = (string?)null })));

    [Fact]
    [Trait("Requirement", "M9")]
    public void It_waits_for_whom_is_said_and_for_nobody_again()
    {
        var waiting = Amended(known, new() { WaitingOn = (WaitingOn?)WaitingOn.Development });
        Assert.Equal(WaitingOn.Development, waiting.WaitingOn);

        Assert.Null(Amended(known.WaitingFor(WaitingOn.N2), new() { WaitingOn = (WaitingOn?)null }).WaitingOn);
    }

    [Fact]
    [Trait("Requirement", "M9")]
    public void Subject_and_waiting_may_come_together() => Assert.Equal(
        WaitingOn.Customer,
        Amended(Given.AnOpenedProtocol(), new() { Subject = "Troca", WaitingOn = (WaitingOn?)WaitingOn.Customer }).WaitingOn);

    [Fact]
    [Trait("Requirement", "M6")]
    public void A_waiting_case_may_become_a_question_once_it_waits_no_more() => Assert.Equal(2, Decide(
        known.WaitingFor(WaitingOn.N2), new() { Occurrence = "question", WaitingOn = (WaitingOn?)null }).Facts.Count);

    [Fact]
    public void A_resolved_one_is_still_put_right() =>
        Assert.Equal("Resolvido", Amended(known.Solved().Resolved(), new() { Detail = "Resolvido" }).Personal.Detail);

    private static Decision Decide(Protocol protocol, AmendProtocol patch) => patch.Decide(protocol, Given.Catalogue);

    private static Protocol Amended(Story story, AmendProtocol patch) => After(story, Decide(story, patch));

    private static Protocol After(Story story, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Facts.Aggregate(story.State, (state, fact) => state.Apply(
            new(state.Facts + 1, story.Now, Callers.Ana.Actor, fact.Visibility, fact.Terms, fact.Body, "", default)));
    }
}
