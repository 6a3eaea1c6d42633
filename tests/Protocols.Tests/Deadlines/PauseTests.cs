using Protocols.Deadlines;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

[Trait("Requirement", "M15")]
public sealed class PauseTests
{
    private static readonly Story opened = Watch.Opened("2026-05-06 09:00");

    [Fact]
    public void A_pause_takes_out_working_time()
    {
        // Two hours of the sixteen stand still, from 16:00 to 18:00.
        var story = opened.On("2026-05-06 16:00").WaitingFor(WaitingOn.Customer).On("2026-05-06 20:00").CustomerSpoke();

        Assert.Equal(Calendar.At("2026-05-08 11:00"), Resolution(story, "2026-05-06 20:00").DueAt);
    }

    [Fact]
    public void A_pause_over_night_or_lunch_takes_out_nothing()
    {
        var story = opened.On("2026-05-06 12:00").WaitingFor(WaitingOn.Customer).On("2026-05-06 13:00").CustomerSpoke()
            .On("2026-05-06 18:00").WaitingFor(WaitingOn.Customer).On("2026-05-07 08:00").CustomerSpoke();

        Assert.Equal(Calendar.At("2026-05-07 18:00"), Resolution(story, "2026-05-07 09:00").DueAt);
    }

    [Fact]
    public void Under_an_open_pause_there_is_no_due_date_and_nothing_falls_due()
    {
        var story = opened.On("2026-05-06 16:00").WaitingFor(WaitingOn.Customer);
        var paused = Resolution(story, "2026-08-01 12:00");

        Assert.Equal((DeadlineState.Paused, null, null), (paused.State, paused.DueAt, paused.WarnAt));
        Assert.Equal(Calendar.At("2026-08-05 11:00"), Line(story, "2026-08-03 18:00").DueIfResumed);
        Assert.Null(Watch.Clocks(story, Watch.Of(Watch.Company.Targets[2]), "2026-08-01 12:00").NextChange);
    }

    [Fact]
    public void Only_waiting_for_the_customer_pauses() => Assert.Equal(
        Calendar.At("2026-05-07 18:00"), Resolution(opened.On("2026-05-06 10:00").WaitingFor(WaitingOn.ThirdParty), "2026-05-06 15:00").DueAt);

    [Fact]
    public void What_was_due_before_the_pause_stays_breached()
    {
        var breached = Resolution(opened.On("2026-05-08 09:00").WaitingFor(WaitingOn.Customer), "2026-05-20 09:00");

        Assert.Equal((DeadlineState.Breached, Calendar.At("2026-05-07 18:00")), (breached.State, breached.BreachedAt));
    }

    [Fact]
    public void The_laws_date_stands_while_the_companys_is_paused()
    {
        var story = opened.On("2026-05-06 16:00").WaitingFor(WaitingOn.Customer);
        var clocks = Watch.Clocks(story, Watch.Company.Beside(Watch.Sac), "2026-05-11 12:00");

        Assert.Equal(Calendar.At("2026-05-14 00:00"), clocks.Deadlines.Single(deadline => deadline.Target == Target.LegalAnswer).DueAt);
        Assert.Equal(Target.FirstResponse, clocks.NextDue!.Target);
    }

    [Fact]
    public void Of_two_terms_the_one_that_is_not_paused_stands()
    {
        var policy = Watch.Of(
            Target.Resolution, Watch.Term(3, TermUnit.WorkingHours, pauses: true), Watch.Term(5, TermUnit.BusinessDays, "national"));
        var paused = Watch.Deadline(
            opened.On("2026-05-06 10:00").WaitingFor(WaitingOn.Customer), policy, Target.Resolution, "2026-05-06 15:00");

        Assert.Equal((DeadlineState.Running, Calendar.At("2026-05-14 00:00")), (paused.State, paused.DueAt));
        Assert.Equal(TermUnit.BusinessDays, Assert.Single(paused.Terms).Unit);
    }

    [Theory]
    [InlineData("2026-05-07 10:00", "2026-05-07 15:00", "2026-05-09 00:00")]
    [InlineData("2026-05-07 10:00", "2026-05-08 10:00", "2026-05-12 00:00")]
    [InlineData("2026-05-07 10:00", "2026-05-08 00:00", "2026-05-09 00:00")]
    [InlineData("2026-05-08 00:00", "2026-05-08 00:01", "2026-05-12 00:00")]
    [InlineData("2026-05-07 10:00", "2026-06-07 10:00", "2026-06-10 00:00")]
    public void On_a_day_term_a_day_whose_end_lies_in_the_pause_is_not_counted(string from, string to, string due)
    {
        var policy = Watch.Of(Target.LegalAnswer, Watch.Term(2, TermUnit.BusinessDays, pauses: true));
        var story = opened.On(from).WaitingFor(WaitingOn.Customer).On(to).CustomerSpoke();

        Assert.Equal(Calendar.At(due), Watch.Deadline(story, policy, Target.LegalAnswer, to).DueAt);
    }

    [Theory]
    [InlineData("2026-05-07 10:00", "2026-05-07 17:59", "2026-05-07 18:00")]
    [InlineData("2026-05-07 10:00", "2026-05-07 18:01", "2026-05-08 18:00")]
    public void On_a_term_by_closing_it_is_the_closing_that_counts(string from, string to, string due)
    {
        var policy = Watch.Of(Target.LegalAnswer, Watch.Term(1, TermUnit.Closings, pauses: true));
        var story = opened.On(from).WaitingFor(WaitingOn.Customer).On(to).CustomerSpoke();

        Assert.Equal(Calendar.At(due), Watch.Deadline(story, policy, Target.LegalAnswer, to).DueAt);
    }

    [Fact]
    public void A_rolled_date_does_not_fall_into_a_pause_either()
    {
        var policy = Watch.Of(Target.LegalAnswer, Watch.Term(3, TermUnit.CalendarDays, "national", pauses: true, rollForward: true));
        var story = opened.On("2026-05-11 10:00").WaitingFor(WaitingOn.Customer).On("2026-05-12 10:00").CustomerSpoke();

        Assert.Equal(Calendar.At("2026-05-13 00:00"), Watch.Deadline(story, policy, Target.LegalAnswer, "2026-05-12 10:00").DueAt);
    }

    [Fact]
    public void Resolving_ends_the_waiting_and_the_clock()
    {
        var story = opened.On("2026-05-06 10:00").WaitingFor(WaitingOn.Customer).On("2026-05-20 10:00").Solved().Resolved();

        var met = Resolution(story, "2026-06-01 10:00");

        Assert.Equal((DeadlineState.Met, Calendar.At("2026-05-20 10:01"), Calendar.At("2026-05-22 09:01")), (met.State, met.MetAt, met.DueAt));
    }

    private static Deadline Resolution(Story story, string now) => Watch.Deadline(story, Watch.Company, Target.Resolution, now);

    private static LedgerLine Line(Story story, string now) =>
        Assert.Single(Ledger.Of(story, Watch.Of(Watch.Company.Targets[2]), Watch.Calendars, Calendar.At(now)));
}
