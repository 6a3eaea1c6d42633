using Protocols.Callbacks;
using Protocols.Facts;

namespace Protocols.Tests.Callbacks;

[Trait("Requirement", "M10")]
public sealed class ScheduleCallbackTests
{
    private static readonly DateTimeOffset afternoon = Given.Morning.AddHours(6);

    [Fact]
    public void A_case_that_is_over_or_about_nothing_gets_no_return()
    {
        Then.Refused(Schedule(Given.AClosedProtocol()), Refusals.ProtocolClosed);
        Then.Refused(Schedule(Given.AnOpenedProtocol()), Refusals.SubjectMissing);
        Then.Refused(Schedule(Given.AProtocolReadyToClose().Resolved()), Refusals.AlreadyResolved);
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public void A_question_is_answered_in_its_call() =>
        Then.Refused(Schedule(Given.AProtocolWithSubject().ClassifiedAs("question")), Refusals.QuestionStaysInItsCall);

    [Fact]
    public void A_return_lies_ahead()
    {
        var story = Given.AProtocolWithSubject();
        Assert.Equal("too-far-ahead", Schedule(story, DateTimeOffset.MaxValue).Refusal!.Errors[0].Code);
        var error = Assert.Single(new ScheduleCallback(story.Now, Channel.Phone).Decide(story, story.Now, Given.Rules).Refusal!.Errors);
        Assert.Equal(("at", "not-ahead"), (error.Field, error.Code));
    }

    [Fact]
    public void The_third_of_a_local_day_is_refused_whatever_the_day_is_in_utc()
    {
        // 23:30 in São Paulo is the next day in UTC, and still the same day there.
        var story = Given.AProtocolWithSubject().Promised(afternoon).Promised(Given.Morning.AddHours(14.5));
        Then.Refused(Schedule(story, Given.Morning.AddHours(14.75)), Refusals.ReturnLimit(new(2026, 11, 23), 2));
        Then.Fact<CallbackScheduled>(Schedule(story, Given.Morning.AddHours(15.1)));
    }

    [Fact]
    public void What_was_already_told_today_counts_and_what_came_to_nothing_does_not()
    {
        var story = Given.AProtocolWithSubject().Reached().NotReached().Promised(afternoon);
        Then.Refused(Schedule(story, afternoon.AddHours(1)), Refusals.ReturnLimit(new(2026, 11, 23), 2));
        Then.Fact<CallbackScheduled>(Schedule(Given.AProtocolWithSubject().NotReached().Promised(afternoon), afternoon.AddHours(1)));
    }

    [Fact]
    public void It_is_promised_for_an_instant_and_counts_for_its_local_day()
    {
        var promised = Then.Fact<CallbackScheduled>(Schedule(Given.AProtocolWithSubject(), Given.Morning.AddHours(14)));
        Assert.Equal((Given.Morning.AddHours(14), new DateOnly(2026, 11, 23), Channel.WhatsApp), (promised.Due, promised.Day, promised.Channel));
    }

    private static Decision Schedule(Story story, DateTimeOffset? at = null) =>
        new ScheduleCallback(at ?? afternoon, Channel.WhatsApp).Decide(story, story.Now, Given.Rules);
}
