using Protocols.Deadlines;
using Protocols.Facts;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

[Trait("Requirement", "M16")]
public sealed class WarningTests
{
    private static readonly Story opened = Watch.Opened("2026-05-06 09:00");

    [Fact]
    public void Time_terms_warn_at_four_fifths_of_their_working_time()
    {
        Assert.Equal(Calendar.At("2026-05-06 18:00"), Warning(opened, new(Target.Resolution, [Watch.Term(10, TermUnit.WorkingHours)])));
        Assert.Equal(Calendar.At("2026-05-06 17:00"), Warning(opened, new(Target.LegalAnswer, [Watch.Term(10, TermUnit.Hours)])));
    }

    [Fact]
    public void Day_terms_warn_at_four_fifths_of_the_time_from_opening_to_due()
    {
        // 183 hours to the end of the seventh day; 146.4 of them have passed on Tuesday at 11:24.
        Assert.Equal(Calendar.At("2026-05-12 11:24"), Warning(opened, Watch.Sac.Targets[0]));
    }

    [Fact]
    public void Paused_time_brings_no_warning_nearer()
    {
        var rule = new TargetRule(Target.LegalAnswer, [Watch.Term(2, TermUnit.BusinessDays, pauses: true)]);
        var story = opened.On("2026-05-07 09:00").WaitingFor(WaitingOn.Customer).On("2026-05-08 09:00").CustomerSpoke();
        var working = new TargetRule(Target.Resolution, [Watch.Term(10, TermUnit.WorkingHours, pauses: true)]);

        // Due on 12 May at 00:00: 135 hours less the 24 of the pause make 111, of which 88.8 have run 112.8 hours after the opening.
        Assert.Equal(Calendar.At("2026-05-11 01:48"), Warning(story, rule));
        Assert.Equal(Calendar.At("2026-05-06 18:00"), Warning(story, working));
    }

    [Theory]
    [InlineData(24, TermUnit.WorkingHours)]
    [InlineData(2, TermUnit.BusinessDays)]
    public void Who_was_warned_before_a_pause_stays_warned_while_it_lasts(int amount, TermUnit unit)
    {
        var policy = Watch.Of(Target.Resolution, Watch.Term(amount, unit, pauses: true));
        var due = Watch.Deadline(opened, policy, Target.Resolution, "2026-05-06 09:00").DueAt!.Value;
        var warned = opened.On("2026-05-08 14:00").Then(new(new DeadlineWarned(Target.Resolution, due)));

        var unwarned = Watch.Deadline(opened.On("2026-05-08 15:00").WaitingFor(WaitingOn.Customer), policy, Target.Resolution, "2026-06-08 10:00");
        Assert.Equal((DeadlineState.Paused, null, null), (unwarned.State, unwarned.DueAt, unwarned.WarnedAt));
        var paused = Watch.Deadline(warned.On("2026-05-08 15:00").WaitingFor(WaitingOn.Customer), policy, Target.Resolution, "2026-06-08 10:00");
        Assert.Equal((DeadlineState.Paused, null, null), (paused.State, paused.DueAt, paused.WarnAt));
        Assert.Equal(Calendar.At("2026-05-08 14:00"), paused.WarnedAt);
    }

    [Fact]
    public void A_share_or_a_time_before_may_be_set()
    {
        var term = Watch.Term(10, TermUnit.WorkingHours);

        Assert.Equal(Calendar.At("2026-05-06 15:00"), Warning(opened, new(Target.Resolution, [term], WarnShare: 0.5m)));
        Assert.Equal(Calendar.At("2026-05-06 17:30"), Warning(opened, new(Target.Resolution, [term], WarnMinutes: 150)));
        Assert.Equal(Calendar.At("2026-05-06 09:00"), Warning(opened, new(Target.Resolution, [term], WarnMinutes: 5000)));
        Assert.Equal(
            Calendar.At("2026-05-07 22:00"),
            Warning(opened, new(Target.LegalAnswer, [Watch.Term(1, TermUnit.CalendarDays)], WarnMinutes: 120)));
    }

    [Fact]
    public void The_earliest_term_gives_the_warning_and_on_a_tie_the_first_named()
    {
        var days = Watch.Term(0, TermUnit.CalendarDays);
        var hours = Watch.Term(15, TermUnit.Hours);

        Assert.Equal(Calendar.At("2026-05-06 21:00"), Warning(opened, new(Target.LegalAnswer, [days, hours])));
        Assert.Equal(Calendar.At("2026-05-06 17:00"), Warning(opened, new(Target.LegalAnswer, [days, Watch.Term(10, TermUnit.Hours)])));
        var pausing = Watch.Term(15, TermUnit.WorkingHours, "continuous", pauses: true);
        var waited = opened.On("2026-05-06 22:00").WaitingFor(WaitingOn.Customer).On("2026-05-06 22:00").CustomerSpoke();
        Assert.Equal(Calendar.At("2026-05-06 21:00"), Warning(waited, new(Target.LegalAnswer, [pausing, days])));
    }

    [Fact]
    public void A_warning_that_would_come_with_the_breach_is_none()
    {
        Assert.Null(Warning(opened, new(Target.LegalAnswer, [Watch.Term(0, TermUnit.Hours)])));
        Assert.Null(Warning(opened, new(Target.Resolution, [Watch.Term(3, TermUnit.WorkingHours)], WarnShare: 1)));
    }

    [Fact]
    public void A_warning_is_a_whole_millisecond()
    {
        var odd = Story.Begin(Channel.Email, Callers.Ana, Calendar.At("2026-05-06 09:00").AddMilliseconds(1));
        var at = Clocks.Of(odd, Watch.Sac, Watch.Calendars, odd.Now).Deadlines[0].WarnAt!.Value;

        Assert.Equal(Instant.Cut(at), at);
    }

    private static DateTimeOffset? Warning(Story story, TargetRule rule) =>
        Assert.Single(Clocks.Of(story, Watch.Of(rule), Watch.Calendars, story.Now).Deadlines).WarnAt;
}
