using Protocols.Escalating;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Tests.Escalating;

[Trait("Requirement", "M17")]
public sealed class ReferProtocolTests
{
    private static readonly Protocols.Catalog.Rules term = Given.Rules;
    private static readonly Destination toN2 = new(Tier.N2, null, null);

    [Fact]
    public void What_is_not_open_or_not_said_is_not_referred()
    {
        Then.Refused(Decide(Given.AnOpenedProtocol()), "subject-missing", RefusalKind.State);
        Then.Refused(Decide(Given.ASolvedProtocol().Resolved()), "already-resolved", RefusalKind.State);
        Then.Refused(Decide(Given.AClosedProtocol()), "protocol-closed", RefusalKind.State);
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public void A_question_stays_in_its_call() => Then.Refused(
        Decide(Given.AProtocolWithSubject().ClassifiedAs("question").Analysed().Tested()), "question-stays-in-its-call", RefusalKind.Never);

    [Fact]
    public void It_goes_to_one_place()
    {
        var story = Given.AProtocolWithSubject();
        Then.Invalid(Decide(story, new(null, null, null)), ("to", "required"));
        Then.Invalid(Decide(story, new(Tier.N2, "logistics", new("bruno", null))), ("to.department", "not-with"), ("to.person", "not-with"));
    }

    [Fact]
    public void The_next_line_is_told_what_was_found_and_tried_and_the_refusal_names_what_lacks()
    {
        var story = Given.AProtocolWithSubject();
        Lacks(story, "analysis, test");
        Lacks(story.Analysed(), "test");
        Lacks(story.Tested(), "analysis");

        var referred = Then.Only(Decide(story.Analysed().Tested()));
        Assert.Equal(new Referred(Tier.N2, null, null), referred.Terms);
        Assert.Equal(("Passa do que sei", Visibility.Internal), (referred.Body?.Text, referred.Visibility));
    }

    [Fact]
    public void After_a_return_what_was_found_before_counts_no_more()
    {
        var back = Given.AProtocolWithSubject().Analysed().Tested().ReferredTo(Tier.N2).Accepted().Analysed().GivenBack();

        Lacks(back, "analysis, test");
        Lacks(back.Tested(), "analysis");
        Then.Fact<Referred>(Decide(back.Analysed().Tested()));
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void A_department_a_person_a_supervisor_or_the_ombudsman_needs_no_evidence()
    {
        var story = Given.AProtocolWithSubject();
        foreach (var to in new Destination[]
        {
            new(null, "logistics", null), new(null, null, new("bruno", "Bruno Reis")), new(Tier.Supervisor, null, null), new(Tier.Ombudsman, null, null),
        })
        {
            Assert.Equal(new Referred(to.Tier, to.Department, to.Person), Then.Fact<Referred>(Decide(story, to)));
        }
    }

    [Fact]
    [Trait("Requirement", "M18")]
    public void A_customer_goes_to_the_ombudsman_alone_and_only_after_the_legal_term()
    {
        var story = Given.AProtocolWithSubject().WithCustomer(Given.Maria);
        var toOmbudsman = new Destination(Tier.Ombudsman, null, null);
        Then.Refused(Decide(story, toN2, Callers.Maria), "ombudsman-only", RefusalKind.Forbidden);

        var running = Decide(story, toOmbudsman, Callers.Maria);
        Then.Refused(running, "legal-term-running", RefusalKind.State);
        var ends = DateTimeOffset.Parse(running.Refusal!.Args[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(ends, Given.Morning.AddDays(5), Given.Morning.AddDays(14));

        Then.Refused(Decide(story, toOmbudsman, Callers.Maria, ends.AddMilliseconds(-1)), "legal-term-running", RefusalKind.State);
        Then.Fact<Referred>(Decide(story, toOmbudsman, Callers.Maria, ends));
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public void Referring_is_work_and_moves_neither_owner_nor_line_before_it_arrives()
    {
        var referred = Given.AProtocolWithSubject().Analysed().Tested().ReferredTo(Tier.N2).State;

        Assert.Equal((Status.InProgress, Tier.N1, "ana"), (referred.Status, referred.Tier, referred.Owner?.Id));
        var open = Assert.Single(referred.Referrals);
        Assert.Equal((referred.Facts, EscalationState.Queued), (open.Id, open.State));
        Assert.Null(open.From);
    }

    private static void Lacks(Story story, string kinds)
    {
        var decision = Decide(story);
        Then.Refused(decision, "evidence-missing", RefusalKind.State);
        Assert.Equal([kinds], decision.Refusal!.Args);
    }

    private static Decision Decide(Story story, Destination? to = null, Caller? by = null, DateTimeOffset? now = null) =>
        new ReferProtocol(to ?? toN2, "Passa do que sei").Decide(story, by ?? Callers.Ana, term, now ?? story.Now);
}
