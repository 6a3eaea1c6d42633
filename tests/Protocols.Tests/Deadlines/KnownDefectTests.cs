using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

/// <summary>What went wrong in other desks, each test named for it and its reports. 2026-05-06 is a Wednesday.</summary>
[Trait("Requirement", "M15")]
public sealed class KnownDefectTests
{
    private static readonly Story opened = Watch.Opened("2026-05-06 09:00").WithSubject();

    /// <summary>GLPI #6902, #15605.</summary>
    [Fact]
    public void Pauses_are_not_lost_when_the_policy_changes()
    {
        var story = opened.On("2026-05-06 10:00").WaitingFor(WaitingOn.Customer).On("2026-05-06 15:00").CustomerSpoke();

        Assert.Equal(Calendar.At("2026-05-06 17:00"), Resolution(story, Hours(3)).DueAt);
        Assert.Equal(Calendar.At("2026-05-07 10:00"), Resolution(story, Hours(5)).DueAt);
        Assert.Equal(Calendar.At("2026-05-06 17:00"), Resolution(story, Hours(3)).DueAt);
    }

    /// <summary>GLPI #10594.</summary>
    [Fact]
    public void Waiting_time_is_counted_on_the_terms_own_calendar()
    {
        // From Friday 17:00 to Monday 10:00 are 65 hours, of which two are worked.
        var story = opened.On("2026-05-08 17:00").WaitingFor(WaitingOn.Customer).On("2026-05-11 10:00").CustomerSpoke();

        Assert.Equal(Calendar.At("2026-05-11 17:00"), Resolution(story, Hours(29)).DueAt);
        var elapsed = Watch.Of(Target.Resolution, Watch.Term(72, TermUnit.Hours, pauses: true));
        Assert.Equal(Calendar.At("2026-05-12 02:00"), Resolution(story, elapsed).DueAt);
    }

    /// <summary>GLPI #22678, Zammad #4432: what is counted in working time never lands on midnight.</summary>
    [Fact]
    public void Warnings_and_due_dates_in_working_time_are_not_moved_to_midnight() => Assert.All(Enumerable.Range(1, 200), minutes =>
    {
        var policy = Watch.Of(Target.Resolution, Watch.Term(minutes * 17, TermUnit.WorkingMinutes));
        var deadline = Resolution(opened, policy);

        Assert.InRange(Local(deadline.DueAt), new(9, 0), new(18, 0));
        Assert.InRange(Local(deadline.WarnAt), new(9, 0), new(18, 0));
    });

    /// <summary>osTicket #6847.</summary>
    [Fact]
    public void A_lunch_break_is_neither_worked_nor_a_day_off()
    {
        Assert.Equal(Calendar.At("2026-05-06 14:00"), Resolution(opened, Hours(4)).DueAt);
        Assert.Equal(Calendar.At("2026-05-06 14:00"), Resolution(Watch.Opened("2026-05-06 12:30"), Hours(1)).DueAt);
    }

    /// <summary>Chatwoot #14009.</summary>
    [Fact]
    public void There_may_be_several_slots_a_day()
    {
        var shop = Calendar.New(Calendar.Weekdays("06:00-08:00", "10:00-11:30", "20:00-24:00"));
        var due = new TermClock(Watch.Term(10, TermUnit.WorkingHours), shop, Calendar.At("2026-05-06 09:00"), new([]), Extended: false);

        Assert.Equal(Calendar.At("2026-05-07 21:00"), due.DueAt());
    }

    /// <summary>osTicket #6739.</summary>
    [Fact]
    public void Only_the_weekdays_that_are_named_are_worked()
    {
        var rare = Calendar.New(new() { ["wednesday"] = ["09:00-12:00"], ["friday"] = ["09:00-12:00"] });
        var due = new TermClock(Watch.Term(7, TermUnit.WorkingHours), rare, Calendar.At("2026-05-06 09:00"), new([]), Extended: false);

        Assert.Equal(Calendar.At("2026-05-13 10:00"), due.DueAt());
    }

    /// <summary>Chatwoot #10178.</summary>
    [Fact]
    [Trait("Requirement", "M16")]
    public void No_clock_of_the_company_runs_after_the_resolution()
    {
        var resolved = opened.On("2026-05-06 11:00").Solved().Resolved();

        Assert.Null(Watch.Clocks(resolved, Watch.Company, "2026-09-01 10:00").NextChange);
        Then.Nothing(FlagDeadlines.Decide(resolved, Watch.Company, Watch.Calendars, Calendar.At("2026-09-01 10:00")));
    }

    /// <summary>GLPI #23359.</summary>
    [Fact]
    public void Time_for_which_a_case_was_solved_is_neither_worked_nor_lost_when_it_is_reopened()
    {
        var reopened = opened.On("2026-05-06 11:00").Solved().On("2026-05-06 11:00").Resolved().On("2026-05-11 09:00").Reopened();

        // Two of five hours had run; the other three run from the reopening on.
        Assert.Equal(Calendar.At("2026-05-11 12:00"), Resolution(reopened, Hours(5)).DueAt);
    }

    /// <summary>Zammad #3180.</summary>
    [Fact]
    public void A_calendar_that_never_closes_has_no_gap_at_midnight()
    {
        var always = Presets.Shipped.CalendarsIn(Given.SaoPaulo)["continuous"];

        Assert.Equal(TimeSpan.FromHours(72), always.Between(Calendar.At("2026-05-06 12:00"), Calendar.At("2026-05-09 12:00")));
        Assert.Equal(Calendar.At("2026-05-07 00:00"), always.Add(Calendar.At("2026-05-06 23:59"), TimeSpan.FromMinutes(1)));
    }

    /// <summary>Zammad #5177.</summary>
    [Fact]
    [Trait("Requirement", "M16")]
    public void No_target_overrides_another()
    {
        // A first response later than the next return: each is flagged by its own date.
        var policy = Watch.Of(
            new TargetRule(Target.FirstResponse, [Watch.Term(24, TermUnit.WorkingHours)]),
            new TargetRule(Target.NextReturn, [Watch.Term(1, TermUnit.Closings)]));
        var facts = FlagDeadlines.Decide(opened, policy, Watch.Calendars, Calendar.At("2026-05-08 18:00")).Facts;

        Assert.Equal(
            [
                new DeadlineBreached(Target.NextReturn, Calendar.At("2026-05-07 18:00")),
                new DeadlineBreached(Target.FirstResponse, Calendar.At("2026-05-08 18:00")),
            ],
            facts.Select(fact => fact.Terms).OfType<DeadlineBreached>().ToList());
        Assert.Equal(Target.NextReturn, Watch.Clocks(opened, policy, "2026-05-06 10:00").NextDue!.Target);
    }

    private static Policy Hours(int hours) => Watch.Of(Target.Resolution, Watch.Term(hours, TermUnit.WorkingHours, pauses: true));

    private static Deadline Resolution(Story story, Policy policy) =>
        Assert.Single(Clocks.Of(story, policy, Watch.Calendars, story.Now).Deadlines);

    private static TimeOnly Local(DateTimeOffset? at) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at!.Value, Given.SaoPaulo).DateTime);
}
