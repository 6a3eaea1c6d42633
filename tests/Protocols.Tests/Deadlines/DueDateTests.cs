using Protocols.Deadlines;
using Protocols.Tests.Calendars;
using Protocols.Tests.Numbering;

namespace Protocols.Tests.Deadlines;

/// <summary>When a term is due: the readings of the rules, one test a sentence. 2026-05-06 is a Wednesday.</summary>
[Trait("Requirement", "M15")]
public sealed class DueDateTests
{
    [Fact]
    public void A_day_term_ends_at_local_midnight()
    {
        var due = Watch.Due("2026-02-12 15:00", Watch.Term(7, TermUnit.CalendarDays, "continuous"));

        Assert.Equal(Samples.At("2026-02-20T03:00:00Z"), due);
    }

    [Theory]
    [InlineData("2026-02-12", "2026-02-19", "2026-02-23", "2026-02-26", "2026-03-02", "2026-02-19")]
    [InlineData("2026-04-01", "2026-04-09", "2026-04-09", "2026-04-16", "2026-04-16", "2026-04-08")]
    [InlineData("2026-06-02", "2026-06-09", "2026-06-10", "2026-06-16", "2026-06-17", "2026-06-09")]
    [InlineData("2026-11-17", "2026-11-25", "2026-11-25", "2026-12-02", "2026-12-02", "2026-11-24")]
    [InlineData("2026-12-23", "2026-12-31", "2026-12-31", "2027-01-08", "2027-01-08", "2026-12-30")]
    public void The_tables_of_the_regulation_come_out(
        string opened, string national5, string banking5, string national10, string banking10, string calendar7)
    {
        foreach (var time in new[] { "00:00", "09:30", "23:59" })
        {
            DateTimeOffset? Due(int days, TermUnit unit, string calendar) => Watch.Due($"{opened} {time}", Watch.Term(days, unit, calendar));

            Assert.Equal(EndOf(national5), Due(5, TermUnit.BusinessDays, "national"));
            Assert.Equal(EndOf(banking5), Due(5, TermUnit.BusinessDays, "banking"));
            Assert.Equal(EndOf(national10), Due(10, TermUnit.BusinessDays, "national"));
            Assert.Equal(EndOf(banking10), Due(10, TermUnit.BusinessDays, "banking"));
            Assert.Equal(EndOf(calendar7), Due(7, TermUnit.CalendarDays, "continuous"));
        }
    }

    [Fact]
    public void Half_past_ten_in_the_evening_is_still_the_same_day() => Assert.Equal(
        EndOf("2026-05-07"), Watch.Due("2026-05-06 22:30", Watch.Term(1, TermUnit.CalendarDays)));

    [Fact]
    public void A_term_by_closing_ends_with_the_last_slot_of_the_next_business_day_that_has_any()
    {
        Assert.Equal(Calendar.At("2026-05-07 18:00"), Watch.Due("2026-05-06 09:00", Watch.Term(1, TermUnit.Closings)));
        Assert.Equal(Calendar.At("2026-05-07 18:00"), Watch.Due("2026-05-06 23:00", Watch.Term(1, TermUnit.Closings)));
        Assert.Equal(Calendar.At("2026-05-11 18:00"), Watch.Due("2026-05-08 09:00", Watch.Term(1, TermUnit.Closings)));
        Assert.Equal(Calendar.At("2026-12-24 12:00"), Watch.Due("2026-12-23 09:00", Watch.Term(1, TermUnit.Closings, "test")));

        var tuesdays = new TermClock(
            Watch.Term(2, TermUnit.Closings), Calendar.New(new() { ["tuesday"] = ["09:00-10:00"], ["saturday"] = ["09:00-10:00"] }),
            Calendar.At("2026-05-06 09:00"), new([]), Extended: false);
        Assert.Equal(Calendar.At("2026-05-19 10:00"), tuesdays.DueAt());
    }

    [Fact]
    public void Working_time_used_up_at_the_end_of_a_slot_is_due_there() => Assert.Equal(
        Calendar.At("2026-05-06 12:00"), Watch.Due("2026-05-06 09:00", Watch.Term(3, TermUnit.WorkingHours)));

    [Theory]
    [InlineData(TermUnit.CalendarDays)]
    [InlineData(TermUnit.BusinessDays)]
    public void Zero_days_are_the_end_of_that_day_even_of_a_Sunday(TermUnit unit) => Assert.Equal(
        EndOf("2026-05-10"), Watch.Due("2026-05-10 15:00", Watch.Term(0, unit)));

    [Theory]
    [InlineData(TermUnit.Hours)]
    [InlineData(TermUnit.Minutes)]
    [InlineData(TermUnit.WorkingHours)]
    [InlineData(TermUnit.WorkingMinutes)]
    public void Zero_hours_are_the_opening_even_outside_hours(TermUnit unit) => Assert.Equal(
        Calendar.At("2026-05-10 03:00"), Watch.Due("2026-05-10 03:00", Watch.Term(0, unit)));

    [Theory]
    [InlineData("2026-05-08 19:00")]
    [InlineData("2026-05-08 23:59")]
    public void The_day_of_the_opening_is_not_counted_also_after_closing(string opened) => Assert.Equal(
        EndOf("2026-05-11"), Watch.Due(opened, Watch.Term(1, TermUnit.BusinessDays)));

    [Fact]
    public void The_day_of_the_opening_is_not_counted_also_on_a_day_off()
    {
        Assert.Equal(EndOf("2026-05-11"), Watch.Due("2026-05-09 10:00", Watch.Term(1, TermUnit.BusinessDays)));
        Assert.Equal(EndOf("2026-09-08"), Watch.Due("2026-09-07 10:00", Watch.Term(1, TermUnit.BusinessDays)));
    }

    [Fact]
    public void A_half_day_counts_as_a_day_and_as_its_hours()
    {
        Assert.Equal(EndOf("2026-12-24"), Watch.Due("2026-12-23 09:00", Watch.Term(1, TermUnit.BusinessDays, "test")));
        Assert.Equal(Calendar.At("2026-12-28 10:00"), Watch.Due("2026-12-24 09:00", Watch.Term(4, TermUnit.WorkingHours, "test")));
    }

    [Fact]
    public void A_local_holiday_counts_where_the_terms_calendar_names_it()
    {
        Assert.Equal(EndOf("2026-07-10"), Watch.Due("2026-07-08 09:00", Watch.Term(1, TermUnit.BusinessDays, "test")));
        Assert.Equal(EndOf("2026-07-09"), Watch.Due("2026-07-08 09:00", Watch.Term(1, TermUnit.BusinessDays, "national")));
    }

    [Fact]
    public void Rolling_forward_moves_the_first_and_the_last_day_to_a_business_day()
    {
        var thirty = Watch.Term(30, TermUnit.CalendarDays, "national");

        Assert.Equal(EndOf("2026-06-10"), Watch.Due("2026-05-09 10:00", thirty with { RollForward = true }));
        Assert.Equal(EndOf("2026-06-08"), Watch.Due("2026-05-09 10:00", thirty));
        Assert.Equal(EndOf("2026-06-08"), Watch.Due("2026-05-07 10:00", thirty with { RollForward = true }));
        Assert.Equal(EndOf("2026-06-06"), Watch.Due("2026-05-07 10:00", thirty));
        Assert.Equal(EndOf("2026-05-18"), Watch.Due("2026-05-09 10:00", Watch.Term(5, TermUnit.BusinessDays, "national", rollForward: true)));
    }

    [Fact]
    public void Carnival_and_Corpus_Christi_are_no_holidays_for_ANEEL()
    {
        var aneel = Watch.Preset("aneel-visit");

        Assert.Equal(EndOf("2026-02-27"), Answer(aneel, "2026-02-13 10:00").DueAt);
        Assert.Equal(EndOf("2026-06-16"), Answer(aneel, "2026-06-02 10:00").DueAt);
        Assert.Equal(EndOf("2026-06-10"), Answer(Watch.Preset("aneel-other"), "2026-05-09 10:00").DueAt);
    }

    [Fact]
    public void Hours_are_elapsed_hours_across_a_change_of_daylight_saving()
    {
        var story = Story.Begin(Channel.Email, Callers.Ana, Samples.At("2018-02-17T12:00:00-02:00").ToUniversalTime());
        var clocks = Clocks.Of(
            story, Watch.Of(Target.LegalAnswer, Watch.Term(24, TermUnit.Hours)), Watch.Calendars, Samples.At("2018-02-17T15:00:00Z"));

        Assert.Equal(Samples.At("2018-02-18T11:00:00-03:00"), clocks.Deadlines[0].DueAt);
    }

    [Fact]
    public void The_earliest_term_counts_and_a_tie_names_both()
    {
        var early = Answer(Watch.Preset("anatel"), "2026-06-06 10:00");
        var tie = Answer(Watch.Preset("anatel"), "2026-06-02 10:00");
        var late = Answer(Watch.Preset("anatel"), "2026-12-23 10:00");

        Assert.Equal((EndOf("2026-06-12"), TermUnit.BusinessDays), (early.DueAt!.Value, Assert.Single(early.Terms).Unit));
        Assert.Equal(EndOf("2026-06-09"), tie.DueAt);
        Assert.Equal([TermUnit.BusinessDays, TermUnit.CalendarDays], tie.Terms.Select(term => term.Unit));
        Assert.Equal((EndOf("2026-12-30"), TermUnit.CalendarDays), (late.DueAt!.Value, Assert.Single(late.Terms).Unit));
    }

    [Fact]
    public void The_ombudsmans_extension_runs_from_the_original_date()
    {
        var bacen = Watch.Preset("bacen-ouvidoria");
        Protocol opened = Watch.Opened("2026-02-12 10:00");
        var extended = opened.Marked("2026-02-27 16:00", ClockEvent.Extended);

        Assert.Equal(EndOf("2026-03-02"), Watch.Deadline(opened, bacen, Target.LegalAnswer, "2026-02-13 09:00").DueAt);
        Assert.Equal(EndOf("2026-03-16"), Watch.Deadline(extended, bacen, Target.LegalAnswer, "2026-02-27 17:00").DueAt);
    }

    [Fact]
    public void It_is_breached_from_the_due_instant_on()
    {
        var opened = Watch.Opened("2026-05-06 09:00");
        var policy = Watch.Of(Target.Resolution, Watch.Term(3, TermUnit.WorkingHours));

        Assert.Equal(DeadlineState.Running, Watch.Deadline(opened, policy, Target.Resolution, "2026-05-06 11:59").State);
        var breached = Watch.Deadline(opened, policy, Target.Resolution, "2026-05-06 12:00");
        Assert.Equal((DeadlineState.Breached, breached.DueAt), (breached.State, breached.BreachedAt));
    }

    private static Deadline Answer(Policy policy, string opened) =>
        Watch.Deadline(Watch.Opened(opened), policy, Target.LegalAnswer, opened);

    private static DateTimeOffset EndOf(string day) => Calendar.At($"{day} 00:00").AddDays(1);
}
