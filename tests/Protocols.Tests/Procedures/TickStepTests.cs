using Protocols.Facts;
using Protocols.Procedures;

namespace Protocols.Tests.Procedures;

/// <summary>A step is followed, or left out for a reason (M14).</summary>
[Trait("Requirement", "M14")]
public sealed class TickStepTests
{
    private const string Number = "greeting.number";

    private static Story Problem => Given.AProtocolWithSubject().ClassifiedAs("technical-problem");

    [Fact]
    public void Nothing_is_ticked_on_a_closed_case_or_before_there_is_a_subject()
    {
        Then.Refused(Done(Number).Decide(Problem.Solved().CustomerTold().Resolved().Closed(), Given.Catalogue), "protocol-closed", RefusalKind.State);
        Then.Refused(Done(Number).Decide(Given.AnOpenedProtocol().ClassifiedAs("technical-problem"), Given.Catalogue), "subject-missing", RefusalKind.State);
    }

    [Theory]
    [InlineData(null, null, "done", "required")]
    [InlineData(true, "Já sabia", "done", "not-with")]
    [InlineData(false, null, "done", "only-true")]
    public void One_of_the_two_is_given(bool? done, string? skipped, string field, string code) =>
        Then.Invalid(new TickStep(Number, done, skipped).Decide(Problem, Given.Catalogue), (field, code));

    [Theory]
    [InlineData("greeting.unknown")]
    [InlineData("greeting")]
    [InlineData("number")]
    [InlineData("complaint.answer")]
    public void A_step_that_no_procedure_of_the_case_has_is_not_there(string id) =>
        Then.Refused(Done(id).Decide(Problem, Given.Catalogue), "step-not-found", RefusalKind.NotFound);

    [Fact]
    public void An_unclassified_case_and_another_channel_have_no_such_step()
    {
        Then.Refused(Done(Number).Decide(Given.AProtocolWithSubject(), Given.Catalogue), "step-not-found", RefusalKind.NotFound);
        Then.Refused(
            Done(Number).Decide(Given.AProtocolWithSubject(Channel.Email).ClassifiedAs("technical-problem"), Given.Catalogue), "step-not-found", RefusalKind.NotFound);
    }

    [Fact]
    public void A_step_is_followed_once()
    {
        Assert.Equal(new StepDone("greeting", "number"), Then.Fact<StepDone>(Done(Number).Decide(Problem, Given.Catalogue)));
        var ticked = Problem.Followed("greeting", "number");
        Then.Refused(Done(Number).Decide(ticked, Given.Catalogue), "step-ticked", RefusalKind.State);
        Then.Refused(Skipped(Number).Decide(ticked, Given.Catalogue), "step-ticked", RefusalKind.State);
    }

    [Fact]
    public void A_step_is_left_out_for_a_reason_and_may_still_be_followed()
    {
        var fact = Then.Only(Skipped(Number).Decide(Problem, Given.Catalogue));
        Assert.Equal((new StepSkipped("greeting", "number"), "O cliente já tinha o número"), ((StepSkipped)fact.Terms, fact.Body!.Text));
        Assert.Equal(Visibility.Internal, fact.Visibility);
        var skipped = Problem.LeftOut("greeting", "number");
        Then.Refused(Skipped(Number).Decide(skipped, Given.Catalogue), "step-ticked", RefusalKind.State);
        Then.Fact<StepDone>(Done(Number).Decide(skipped, Given.Catalogue));
    }

    [Fact]
    public void The_case_says_who_ticked_what_and_when()
    {
        Protocol ticked = Problem.Followed("greeting", "listen");
        var tick = Assert.Single(ticked.Steps);
        Assert.Equal(("greeting", "listen", true, ticked.Facts, ticked.LastAt, "ana"), (tick.Procedure, tick.Step, tick.Done, tick.N, tick.At, tick.By.Id));
    }

    private static TickStep Done(string id) => new(id, true, null);

    private static TickStep Skipped(string id) => new(id, null, "O cliente já tinha o número");
}
