using Protocols.Deadlines;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>What starts and stops each target. 2026-05-06 is a Wednesday.</summary>
[Trait("Requirement", "M15")]
public sealed class TargetTests
{
    private static readonly Story opened = Watch.Opened("2026-05-06 09:00").WithSubject();

    [Theory]
    [InlineData(Channel.Phone)]
    [InlineData(Channel.InPerson)]
    public void On_the_phone_and_in_person_the_opening_is_the_first_response(Channel channel)
    {
        var met = Company(Watch.Opened("2026-05-06 09:00", channel), Target.FirstResponse, "2026-05-06 09:00");

        Assert.Equal((DeadlineState.Met, Calendar.At("2026-05-06 09:00")), (met.State, met.MetAt));
    }

    [Fact]
    public void Elsewhere_the_first_outbound_contact_is()
    {
        var heard = opened.On("2026-05-06 10:00").CustomerSpoke();
        var answered = heard.On("2026-05-06 11:00").WrittenTo().On("2026-05-06 15:00").WrittenTo();

        Assert.Equal(
            (DeadlineState.Running, Calendar.At("2026-05-06 14:00")),
            (Company(heard, Target.FirstResponse, "2026-05-06 10:30").State, Company(heard, Target.FirstResponse, "2026-05-06 10:30").DueAt));
        Assert.Equal(Calendar.At("2026-05-06 11:00"), Company(answered, Target.FirstResponse, "2026-05-06 15:00").MetAt);
        Assert.Equal(DeadlineState.Breached, Company(heard, Target.FirstResponse, "2026-05-06 14:00").State);
    }

    [Fact]
    public void Met_late_it_stays_breached_and_is_no_longer_owed()
    {
        var late = opened.On("2026-05-06 15:00").WrittenTo();
        var deadline = Company(late, Target.FirstResponse, "2026-05-06 16:00");

        Assert.Equal(
            (DeadlineState.Breached, Calendar.At("2026-05-06 14:00"), Calendar.At("2026-05-06 15:00")),
            (deadline.State, deadline.BreachedAt, deadline.MetAt));
        Assert.NotEqual(Target.FirstResponse, Watch.Clocks(late, Watch.Company, "2026-05-06 16:00").NextDue!.Target);
    }

    [Fact]
    [Trait("Requirement", "M10")]
    public void The_next_return_is_due_at_the_closing_of_the_next_working_day_after_the_opening_or_the_last_contact()
    {
        var contacted = opened.On("2026-05-08 17:00").NotReached();

        Assert.Equal(Calendar.At("2026-05-07 18:00"), Company(opened, Target.NextReturn, "2026-05-06 10:00").DueAt);
        Assert.Equal(Calendar.At("2026-05-11 18:00"), Company(contacted, Target.NextReturn, "2026-05-08 18:00").DueAt);
    }

    [Fact]
    [Trait("Requirement", "M10")]
    public void The_next_return_is_not_paused() => Assert.Equal(
        (DeadlineState.Breached, Calendar.At("2026-05-07 18:00")),
        (Company(Waiting, Target.NextReturn, "2026-05-07 18:00").State, Company(Waiting, Target.NextReturn, "2026-05-07 18:00").DueAt));

    [Fact]
    [Trait("Requirement", "M10")]
    public void No_return_is_owed_once_it_is_resolved()
    {
        var met = Company(Solved("2026-05-06 15:00"), Target.NextReturn, "2026-08-01 10:00");

        Assert.Equal((DeadlineState.Met, Calendar.At("2026-05-06 15:01")), (met.State, met.MetAt));
    }

    [Fact]
    [Trait("Requirement", "M10")]
    public void A_contact_after_the_end_makes_up_for_no_return()
    {
        var missed = Company(Solved("2026-05-08 10:00").On("2026-05-08 11:00").CustomerTold(), Target.NextReturn, "2026-05-08 12:00");

        Assert.Equal(
            (DeadlineState.Breached, Calendar.At("2026-05-07 18:00"), Calendar.At("2026-05-08 10:01")),
            (missed.State, missed.BreachedAt, missed.MetAt));
    }

    [Fact]
    public void Resolving_meets_the_resolution()
    {
        var met = Company(Solved("2026-05-07 17:00"), Target.Resolution, "2026-08-01 10:00");

        Assert.Equal((DeadlineState.Met, Calendar.At("2026-05-07 17:01"), Calendar.At("2026-05-07 18:00")), (met.State, met.MetAt, met.DueAt));
    }

    [Fact]
    public void Closing_without_a_solution_ends_every_clock_too()
    {
        var closed = opened.On("2026-05-06 11:00").Closed(Outcome.Unreachable);

        foreach (var target in new[] { Target.NextReturn, Target.Resolution, Target.LegalAnswer })
            Assert.Equal(DeadlineState.Met, Both(closed, target, "2026-08-01 10:00").State);
        Assert.Equal(DeadlineState.Paused, Both(closed, Target.FirstResponse, "2026-08-01 10:00").State);
        Assert.Null(Watch.Clocks(closed, Watch.Company.Beside(Watch.Sac), "2026-08-01 10:00").NextChange);
    }

    [Fact]
    public void The_legal_answer_is_given_when_it_is_resolved_and_the_customer_knows()
    {
        var solved = Solved("2026-05-07 10:00");
        var told = solved.On("2026-05-08 10:00").CustomerTold();
        var toldBefore = opened.On("2026-05-07 10:00").Solved().CustomerTold().On("2026-05-08 10:00").Resolved();

        Assert.Equal(DeadlineState.Running, Both(solved, Target.LegalAnswer, "2026-05-08 10:00").State);
        Assert.Equal(Calendar.At("2026-05-08 10:00"), Both(told, Target.LegalAnswer, "2026-05-08 11:00").MetAt);
        Assert.Equal(Calendar.At("2026-05-08 10:00"), Both(toldBefore, Target.LegalAnswer, "2026-05-08 11:00").MetAt);
        Assert.Equal(Calendar.At("2026-05-14 00:00"), Both(told, Target.LegalAnswer, "2026-05-08 11:00").DueAt);
    }

    [Fact]
    public void A_customer_who_knows_of_an_older_solution_does_not_know()
    {
        var outdated = opened.On("2026-05-07 10:00").Solved().CustomerTold().Solved("Troca do cabo").Resolved();

        Assert.Equal(DeadlineState.Running, Both(outdated, Target.LegalAnswer, "2026-05-08 10:00").State);
        Assert.Equal(DeadlineState.Met, Both(outdated.On("2026-05-08 11:00").CustomerTold(), Target.LegalAnswer, "2026-05-08 12:00").State);
    }

    [Fact]
    public void A_question_on_the_phone_is_answered_as_it_is_resolved()
    {
        var question = Watch.Opened("2026-05-06 09:00", Channel.Phone).WithSubject().ClassifiedAs("question").Solved().Resolved();

        Assert.Equal(DeadlineState.Met, Both(question, Target.LegalAnswer, "2026-05-06 10:00").State);
        Assert.Equal(
            DeadlineState.Running,
            Both(Watch.Opened("2026-05-06 09:00").ClassifiedAs("question").Solved().Resolved(), Target.LegalAnswer, "2026-05-06 10:00").State);
    }

    [Fact]
    public void The_legal_answer_is_paused_only_where_its_rule_says_so()
    {
        var pausing = Watch.Of(Target.LegalAnswer, Watch.Term(7, TermUnit.CalendarDays, pauses: true));

        Assert.Equal(DeadlineState.Running, Both(Waiting, Target.LegalAnswer, "2026-05-08 10:00").State);
        Assert.Equal(DeadlineState.Paused, Watch.Deadline(Waiting, pausing, Target.LegalAnswer, "2026-05-08 10:00").State);
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public void The_history_is_owed_from_its_request_also_of_a_closed_protocol()
    {
        Protocol closed = Solved("2026-05-07 10:00").CustomerTold().Closed();
        var asked = closed.Marked("2026-05-20 10:00", ClockEvent.HistoryAsked).Marked("2026-05-22 10:00", ClockEvent.HistoryAsked);
        var sent = asked.Marked("2026-05-25 23:59", ClockEvent.HistorySent);
        var again = sent.Marked("2026-06-01 10:00", ClockEvent.HistoryAsked);

        Assert.DoesNotContain(Watch.Clocks(closed, Watch.Sac, "2026-05-20 10:00").Deadlines, one => one.Target == Target.HistoryDelivery);
        Assert.Equal(Calendar.At("2026-05-26 00:00"), Watch.Deadline(asked, Watch.Sac, Target.HistoryDelivery, "2026-05-22 10:00").DueAt);
        Assert.Equal(DeadlineState.Met, Watch.Deadline(sent, Watch.Sac, Target.HistoryDelivery, "2026-06-01 09:00").State);
        Assert.Equal(Calendar.At("2026-06-07 00:00"), Watch.Deadline(again, Watch.Sac, Target.HistoryDelivery, "2026-06-01 10:00").DueAt);
    }

    [Fact]
    public void A_copy_of_a_recording_and_the_number_are_owed_likewise()
    {
        Protocol asked = opened.State.Marked("2026-05-07 10:00", ClockEvent.CopyAsked);

        Assert.Equal(Calendar.At("2026-05-18 00:00"), Watch.Deadline(asked, Watch.Sac, Target.RecordingCopy, "2026-05-08 10:00").DueAt);
        Assert.Equal(
            Calendar.At("2026-05-07 09:00"), Watch.Deadline(opened, Watch.Preset("anatel"), Target.NumberDelivery, "2026-05-06 10:00").DueAt);
        var sent = opened.State.Marked("2026-05-06 09:05", ClockEvent.NumberSent);
        Assert.Equal(DeadlineState.Met, Watch.Deadline(sent, Watch.Preset("anatel"), Target.NumberDelivery, "2026-05-09 10:00").State);
    }

    private static Story Waiting => opened.On("2026-05-06 10:00").WaitingFor(WaitingOn.Customer);

    /// <summary>Solved at this time and resolved a minute later.</summary>
    private static Story Solved(string local) => opened.On(local).Solved().Resolved();

    private static Deadline Company(Story story, Target target, string now) => Watch.Deadline(story, Watch.Company, target, now);

    private static Deadline Both(Story story, Target target, string now) =>
        Watch.Deadline(story, Watch.Company.Beside(Watch.Sac), target, now);
}
