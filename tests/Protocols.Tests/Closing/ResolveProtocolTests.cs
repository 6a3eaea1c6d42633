using Protocols.Closing;
using Protocols.Customers;
using Protocols.Facts;

namespace Protocols.Tests.Closing;

[Trait("Requirement", "M11")]
public sealed class ResolveProtocolTests
{
    [Fact]
    public void A_closed_protocol_is_not_resolved() => Then.Refused(Resolve(Given.AClosedProtocol()), "protocol-closed", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M1")]
    public void Without_a_subject_nothing_is_resolved() =>
        Then.Refused(Resolve(Given.AnOpenedProtocol().Solved()), "subject-missing", RefusalKind.State);

    [Fact]
    public void Without_a_solution_nothing_is_resolved() =>
        Then.Refused(Resolve(Given.AProtocolWithSubject().Analysed().CustomerTold()), "solution-missing", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M13")]
    public void After_reopening_a_new_solution_is_needed()
    {
        var reopened = Given.AClosedProtocol().Reopened();

        Then.Refused(Resolve(reopened), "solution-missing", RefusalKind.State);
        Then.Fact<Resolved>(Resolve(reopened.Solved("Poste trocado")));
    }

    [Fact]
    public void It_is_resolved_once() =>
        Then.Refused(Resolve(Given.ASolvedProtocol().Resolved()), "already-resolved", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M5")]
    public void What_the_occurrence_asks_for_before_is_named_all_at_once()
    {
        var decision = Resolve(Given.ASolvedProtocol().ClassifiedAs("delivery-problem"));

        Then.Refused(decision, "fields-missing", RefusalKind.State);
        Assert.Equal([new("detail", "required"), new("references", "required")], decision.Refusal!.Errors.Select(Named));
    }

    [Fact]
    [Trait("Requirement", "M5")]
    public void What_is_needed_for_closing_only_is_not_asked_for_yet() => Then.Fact<Resolved>(Resolve(
        Given.ASolvedProtocol().ClassifiedAs("delivery-problem").WithDetail().WithReferences(new Reference("order", "A-17"))));

    [Fact]
    [Trait("Requirement", "M5")]
    public void A_reason_is_asked_for_where_the_occurrence_says_so()
    {
        Then.Refused(Resolve(Given.ASolvedProtocol().ClassifiedAs("cancellation")), "fields-missing", RefusalKind.State);
        Then.Fact<Resolved>(Resolve(Given.ASolvedProtocol().ClassifiedAs("cancellation", "price")));
    }

    [Fact]
    public void The_customer_need_not_know_yet() => Then.Fact<Resolved>(Resolve(Given.ASolvedProtocol()));

    private static (string Field, string Code) Named(FieldError error) => (error.Field, error.Code);

    private static Decision Resolve(Protocol protocol) => ResolveProtocol.Decide(protocol, Given.Catalogue);
}
