using Protocols.Opening;

namespace Protocols.Tests.Opening;

[Trait("Requirement", "M5")]
public sealed class AmendRefusalTests
{
    [Fact]
    public void A_closed_protocol_is_not_amended() =>
        Then.Refused(Amend(Given.AClosedProtocol(), new() { Detail = "Mais" }), "protocol-closed", RefusalKind.State);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_subject_cannot_be_removed_whether_there_is_one_or_not(bool given) => Then.Invalid(
        Amend(given ? Given.AProtocolWithSubject() : Given.AnOpenedProtocol(), new() { Subject = (string?)null }),
        ("subject", "cannot-be-removed"));

    [Fact]
    public void An_unknown_occurrence_is_refused() => Then.Invalid(
        Amend(Given.AProtocolWithSubject(), new() { Occurrence = "earthquake" }), ("occurrence", "not-one-of"));

    [Fact]
    public void A_reason_must_be_one_of_the_occurrence_that_stands() => Then.Invalid(
        Amend(Given.AProtocolWithSubject().ClassifiedAs("technical-problem"), new() { Reason = "price" }), ("reason", "not-one-of"));

    [Fact]
    public void A_reason_needs_an_occurrence() =>
        Then.Invalid(Amend(Given.AProtocolWithSubject(), new() { Reason = "other" }), ("reason", "needs-occurrence"));

    [Fact]
    public void A_reason_cannot_outlive_the_occurrence_that_is_taken_back() => Then.Invalid(
        Amend(Given.AProtocolWithSubject().ClassifiedAs("cancellation"), new() { Occurrence = (string?)null, Reason = "price" }),
        ("reason", "needs-occurrence"));

    [Fact]
    [Trait("Requirement", "M6")]
    public void A_question_waits_for_nobody() => Then.Refused(
        Amend(Given.AProtocolWithSubject().ClassifiedAs("question"), new() { WaitingOn = (WaitingOn?)WaitingOn.N2 }),
        "question-stays-in-its-call", RefusalKind.Never);

    [Fact]
    [Trait("Requirement", "M6")]
    public void What_waits_cannot_become_a_question() => Then.Refused(
        Amend(Given.AProtocolWithSubject().WaitingFor(WaitingOn.ThirdParty), new() { Occurrence = "question" }),
        "question-stays-in-its-call", RefusalKind.Never);

    [Fact]
    [Trait("Requirement", "M6")]
    public void What_somebody_else_executes_cannot_become_a_question() => Then.Refused(
        Amend(Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno), new() { Occurrence = "information" }),
        "question-stays-in-its-call", RefusalKind.Never);

    [Fact]
    [Trait("Requirement", "M6")]
    public void What_was_handed_over_or_promised_a_return_cannot_become_a_question()
    {
        var promised = Given.AProtocolWithSubject().Promised(Given.Morning.AddHours(6));
        Assert.All(
            [Given.AProtocolWithSubject().ReferredTo("logistics"), Given.AProtocolWithSubject().ReferredTo("logistics").Accepted(), promised],
            story => Then.Refused(Amend(story, new() { Occurrence = "question" }), "question-stays-in-its-call", RefusalKind.Never));

        Assert.Null(Amend(promised.ReturnKept(3), new() { Occurrence = "question" }).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M9")]
    public void Without_a_subject_it_waits_for_nobody() => Then.Refused(
        Amend(Given.AnOpenedProtocol(), new() { WaitingOn = (WaitingOn?)WaitingOn.Customer }), "subject-missing", RefusalKind.State);

    [Fact]
    [Trait("Requirement", "M9")]
    public void A_resolved_one_waits_for_nobody() => Then.Refused(
        Amend(Given.ASolvedProtocol().Resolved(), new() { WaitingOn = (WaitingOn?)WaitingOn.Customer }),
        "already-resolved", RefusalKind.State);

    private static Decision Amend(Protocol protocol, AmendProtocol patch) => patch.Decide(protocol, Given.Catalogue);
}
