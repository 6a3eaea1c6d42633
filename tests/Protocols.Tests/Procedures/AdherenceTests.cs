using Protocols.Catalog;
using Protocols.Procedures;

namespace Protocols.Tests.Procedures;

/// <summary>Which procedures a case has, and how far it was handled by them (M14, M29).</summary>
[Trait("Requirement", "M14")]
public sealed class AdherenceTests
{
    [Fact]
    public void Where_there_is_no_procedure_nothing_is_measured()
    {
        var none = Adherence.Of(Given.AProtocolWithSubject(), Given.Catalogue);
        Assert.Equal((0, 0, 0, null, null), (none.Steps, none.Done, none.Skipped, none.Followed, none.Answered));
    }

    [Fact]
    public void Type_and_channel_say_which_procedures_there_are()
    {
        Assert.Equal(["greeting", "complaint"], Codes(Given.AProtocolWithSubject().ClassifiedAs("billing-complaint")));
        Assert.Equal(["complaint"], Codes(Given.AProtocolWithSubject(Channel.Email).ClassifiedAs("billing-complaint")));
        Assert.Empty(Codes(Given.AProtocolWithSubject().ClassifiedAs("question")));
    }

    [Fact]
    public void Steps_that_were_followed_left_out_and_ignored_are_told_apart()
    {
        var some = Given.AProtocolWithSubject().ClassifiedAs("request")
            .Followed("greeting", "number").Followed("greeting", "listen")
            .LeftOut("greeting", "deadline");
        Assert.Equal(new(7, 2, 1), Adherence.Of(some, Given.Catalogue));
        Assert.Equal((2.0 / 7, 3.0 / 7), (Adherence.Of(some, Given.Catalogue).Followed, Adherence.Of(some, Given.Catalogue).Answered));
    }

    [Fact]
    public void The_last_that_was_said_of_a_step_counts_and_a_step_once()
    {
        var some = Given.AProtocolWithSubject().ClassifiedAs("request")
            .LeftOut("greeting", "number").Followed("greeting", "number");
        Assert.Equal(new(7, 1, 0), Adherence.Of(some, Given.Catalogue));
    }

    [Fact]
    public void What_was_ticked_of_another_type_does_not_count_once_the_case_is_something_else()
    {
        var moved = Given.AProtocolWithSubject(Channel.Email).ClassifiedAs("cancellation")
            .Followed("cancellation", "identify").ClassifiedAs("billing-complaint");
        Assert.Equal(new(3, 0, 0), Adherence.Of(moved, Given.Catalogue));
        Assert.Single(moved.State.Steps);
    }

    [Fact]
    public void Every_shipped_catalogue_has_procedures_for_its_types_in_both_languages()
    {
        foreach (var catalogue in Catalogue.ShippedNames.Select(Catalogue.Shipped))
        {
            Assert.NotEmpty(catalogue.Procedures);
            Assert.All(catalogue.Procedures, procedure => Assert.All(procedure.Steps, step => Assert.NotEqual(step.Text.Portuguese, step.Text.English)));
            var covered = catalogue.Procedures.SelectMany(procedure => procedure.Types).ToHashSet();
            // A question ends in its call, and praise and suggestions are only written down.
            var worked = catalogue.Types.Select(type => type.Code).Except(["question", "suggestion", "praise"]);
            Assert.Empty(worked.Except(covered));
        }
    }

    private static IEnumerable<string> Codes(Story story) =>
        OfferedProcedures.Of(story, Given.Catalogue).Select(offered => offered.Procedure.Code);
}
