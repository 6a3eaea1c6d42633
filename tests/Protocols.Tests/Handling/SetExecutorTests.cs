using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Tests.Handling;

[Trait("Requirement", "M7")]
public sealed class SetExecutorTests
{
    private static readonly SetExecutor toBruno = new(Callers.Bruno.AsStaff());
    private static readonly SetExecutor back = new((People.StaffMember?)null);

    [Fact]
    public void A_closed_protocol_is_executed_by_nobody()
    {
        Then.Refused(toBruno.Decide(Given.AClosedProtocol()), "protocol-closed", RefusalKind.State);
        Then.Refused(back.Decide(Given.AClosedProtocol()), "protocol-closed", RefusalKind.State);
    }

    [Fact]
    public void Without_a_subject_there_is_nothing_to_execute() =>
        Then.Refused(toBruno.Decide(Given.AnOpenedProtocol()), "subject-missing", RefusalKind.State);

    [Theory]
    [InlineData("question")]
    [InlineData("information")]
    [Trait("Requirement", "M6")]
    public void A_question_is_not_handed_on(string occurrence) => Then.Refused(
        toBruno.Decide(Given.AProtocolWithSubject().ClassifiedAs(occurrence)), "question-stays-in-its-call", RefusalKind.Never);

    [Fact]
    public void A_resolved_one_is_not_handed_on() =>
        Then.Refused(toBruno.Decide(Given.ASolvedProtocol().Resolved()), "already-resolved", RefusalKind.State);

    [Fact]
    public void Setting_who_executes_already_writes_nothing()
    {
        Then.Nothing(toBruno.Decide(Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno)));
        Then.Nothing(back.Decide(Given.AProtocolWithSubject()));
        Then.Nothing(back.Decide(Given.AProtocolWithSubject().ClassifiedAs("question")));
    }

    [Fact]
    public void Handing_it_to_the_owner_gives_it_back()
    {
        var toOwner = new SetExecutor(Given.AProtocolWithSubject().State.Owner);
        Then.Nothing(toOwner.Decide(Given.AProtocolWithSubject()));
        Assert.Null(Then.Fact<ExecutorSet>(toOwner.Decide(Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno))).Executor);
    }

    [Fact]
    public void Somebody_else_executes_and_the_owner_stays()
    {
        Assert.Equal(new(Callers.Bruno.AsStaff()), Then.Fact<ExecutorSet>(toBruno.Decide(Given.AProtocolWithSubject())));

        var state = Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno).State;
        Assert.Equal((Callers.Ana.AsStaff(), Callers.Bruno.AsStaff()), (state.Owner, state.Executor));
    }

    [Fact]
    public void It_is_given_back_to_the_owner() =>
        Assert.Null(Then.Fact<ExecutorSet>(back.Decide(Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno))).Executor);

    [Fact]
    public void Resolving_and_closing_give_it_back()
    {
        var handed = Given.AProtocolWithSubject().ExecutedBy(Callers.Bruno).Solved();

        Assert.Null(handed.Resolved().State.Executor);
        Assert.Null(handed.Closed(Outcome.Unreachable).State.Executor);
    }
}
