using Protocols.Deadlines;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>A case goes on: the company's clocks with what was left to them, the law's as if nothing had been.</summary>
[Trait("Requirement", "M13")]
[Trait("Requirement", "M15")]
public sealed class ReopeningTests
{
    private static readonly Story resolved = Watch.Opened("2026-05-06 09:00").WithSubject()
        .On("2026-05-06 10:00").WrittenTo().On("2026-05-06 14:00").Solved().CustomerTold().On("2026-05-06 15:00").Resolved();

    [Fact]
    public void The_resolution_goes_on_with_what_was_left()
    {
        // Five of sixteen working hours were used; eleven are left on Monday the 18th at 9.
        var reopened = resolved.On("2026-05-18 09:00").Reopened();
        var running = Watch.Deadline(reopened, Watch.Company, Target.Resolution, "2026-05-18 10:00");

        Assert.Equal((DeadlineState.Running, Calendar.At("2026-05-19 12:00"), null), (running.State, running.DueAt, running.MetAt));
    }

    [Fact]
    public void Resolved_again_it_is_met_again()
    {
        var again = resolved.On("2026-05-18 09:00").Reopened().On("2026-05-18 17:00").Solved().On("2026-05-18 17:30").Resolved();
        var met = Watch.Deadline(again, Watch.Company, Target.Resolution, "2026-08-01 10:00");

        Assert.Equal((DeadlineState.Met, Calendar.At("2026-05-18 17:30"), Calendar.At("2026-05-19 12:00")), (met.State, met.MetAt, met.DueAt));
    }

    [Fact]
    public void The_next_return_is_owed_by_the_first_closing_after_the_reopening()
    {
        var reopened = resolved.On("2026-05-18 09:00").Reopened();

        Assert.Equal(Calendar.At("2026-05-18 18:00"), Watch.Deadline(reopened, Watch.Company, Target.NextReturn, "2026-05-18 10:00").DueAt);
    }

    [Fact]
    public void A_first_response_that_was_never_given_is_owed_with_what_was_left()
    {
        var reopened = Watch.Opened("2026-05-06 09:00").On("2026-05-06 10:00").Solved().On("2026-05-06 11:00").Resolved()
            .On("2026-05-18 09:00").Reopened();

        Assert.Equal(Calendar.At("2026-05-18 11:00"), Watch.Deadline(reopened, Watch.Company, Target.FirstResponse, "2026-05-18 10:00").DueAt);
    }

    [Fact]
    public void A_breach_before_the_end_is_still_one()
    {
        var late = Watch.Opened("2026-05-06 09:00").On("2026-05-11 10:00").Solved().Resolved().On("2026-05-18 09:00").Reopened();

        Assert.Equal(Calendar.At("2026-05-07 18:00"), Watch.Deadline(late, Watch.Company, Target.Resolution, "2026-05-18 10:00").BreachedAt);
    }

    [Fact]
    public void Reopened_within_the_term_the_answer_is_owed_again_by_the_same_date()
    {
        var reopened = resolved.On("2026-05-11 09:00").Reopened();
        var running = Watch.Deadline(reopened, Watch.Sac, Target.LegalAnswer, "2026-05-11 10:00");

        Assert.Equal((DeadlineState.Running, Calendar.At("2026-05-14 00:00"), null), (running.State, running.DueAt, running.MetAt));
        Assert.Equal(DeadlineState.Breached, Watch.Deadline(reopened, Watch.Sac, Target.LegalAnswer, "2026-05-14 00:00").State);
    }

    [Fact]
    public void Reopened_after_the_term_what_was_given_in_time_stays_given()
    {
        var reopened = resolved.On("2026-05-18 09:00").Reopened();
        var met = Watch.Deadline(reopened, Watch.Sac, Target.LegalAnswer, "2026-05-19 10:00");

        Assert.Equal((DeadlineState.Met, Calendar.At("2026-05-06 15:00"), Calendar.At("2026-05-14 00:00")), (met.State, met.MetAt, met.DueAt));
    }

    [Fact]
    public void What_was_given_late_stays_breached()
    {
        var late = Watch.Opened("2026-05-06 09:00").On("2026-05-15 10:00").Solved().CustomerTold().Resolved()
            .On("2026-05-18 09:00").Reopened();
        var breached = Watch.Deadline(late, Watch.Sac, Target.LegalAnswer, "2026-05-19 10:00");

        Assert.Equal(
            (DeadlineState.Breached, Calendar.At("2026-05-14 00:00"), Calendar.At("2026-05-15 10:02")),
            (breached.State, breached.BreachedAt, breached.MetAt));
    }
}
