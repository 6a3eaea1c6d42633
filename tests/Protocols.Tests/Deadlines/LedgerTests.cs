using Protocols.Calendars;
using Protocols.Deadlines;
using Protocols.Tests.Calendars;

namespace Protocols.Tests.Deadlines;

[Trait("Requirement", "M15")]
public sealed class LedgerTests
{
    private static readonly Story opened = Watch.Opened("2026-04-30 11:00");

    [Fact]
    public void Working_time_is_told_segment_by_segment()
    {
        var story = opened.On("2026-04-30 16:00").WaitingFor(WaitingOn.Customer).On("2026-04-30 17:00").CustomerSpoke();
        var line = Line(story, Watch.Of(Watch.Company.Targets[2]), "2026-05-04 10:00");

        Assert.Equal(
            [
                ("2026-04-30 11:00", "2026-04-30 12:00", SegmentKind.Running),
                ("2026-04-30 12:00", "2026-04-30 13:00", SegmentKind.OutOfHours),
                ("2026-04-30 13:00", "2026-04-30 16:00", SegmentKind.Running),
                ("2026-04-30 16:00", "2026-04-30 17:00", SegmentKind.Paused),
                ("2026-04-30 17:00", "2026-04-30 18:00", SegmentKind.Running),
                ("2026-04-30 18:00", "2026-05-01 00:00", SegmentKind.OutOfHours),
                ("2026-05-01 00:00", "2026-05-02 00:00", SegmentKind.Holiday),
                ("2026-05-02 00:00", "2026-05-04 09:00", SegmentKind.OutOfHours),
                ("2026-05-04 09:00", "2026-05-04 10:00", SegmentKind.Running),
            ],
            Local(line));
        Assert.Equal(Calendar.At("2026-05-05 12:00"), line.DueAt);
    }

    [Fact]
    public void What_ran_until_the_due_date_is_the_term()
    {
        var line = Line(opened, Watch.Of(Watch.Company.Targets[2]), "2026-06-01 10:00");
        var ran = line.Segments.Where(segment => segment.Kind == SegmentKind.Running).Sum(segment => (segment.To - segment.From).TotalHours);

        Assert.Equal(16, ran);
        Assert.Equal(line.DueAt, line.Segments[^1].To);
    }

    [Fact]
    public void It_ends_where_the_target_was_met() => Assert.Equal(
        Calendar.At("2026-04-30 15:01"),
        Line(opened.On("2026-04-30 15:00").Solved().Resolved(), Watch.Of(Watch.Company.Targets[2]), "2026-06-01 10:00").Segments[^1].To);

    [Fact]
    public void Business_days_run_whole_and_calendar_days_through_everything()
    {
        var policy = Watch.Of(Target.LegalAnswer, Watch.Term(2, TermUnit.BusinessDays, "national"), Watch.Term(7, TermUnit.CalendarDays));
        var lines = Ledger.Of(opened, policy, Watch.Calendars, Calendar.At("2026-05-04 10:00"));

        Assert.Equal(
            [
                ("2026-04-30 11:00", "2026-05-01 00:00", SegmentKind.Running),
                ("2026-05-01 00:00", "2026-05-02 00:00", SegmentKind.Holiday),
                ("2026-05-02 00:00", "2026-05-04 00:00", SegmentKind.OutOfHours),
                ("2026-05-04 00:00", "2026-05-04 10:00", SegmentKind.Running),
            ],
            Local(lines[0]));
        Assert.Equal([("2026-04-30 11:00", "2026-05-04 10:00", SegmentKind.Running)], Local(lines[1]));
        Assert.Equal([true, false], lines.Select(line => line.Decides));
        Assert.Equal([Calendar.At("2026-05-06 00:00"), Calendar.At("2026-05-08 00:00")], lines.Select(line => line.DueAt!.Value));
    }

    [Fact]
    public void Under_an_open_pause_it_tells_what_would_be_if_the_clock_ran_again_now()
    {
        var story = opened.On("2026-04-30 16:00").WaitingFor(WaitingOn.Customer);
        var line = Line(story, Watch.Of(Watch.Company.Targets[2]), "2026-05-05 10:00");

        Assert.Null(line.DueAt);
        Assert.Equal(Calendar.At("2026-05-06 15:00"), line.DueIfResumed);
        Assert.Equal(("2026-04-30 16:00", "2026-05-05 10:00", SegmentKind.Paused), Local(line).Last());
        Assert.False(line.Decides);
    }

    [Fact]
    public void Every_line_names_its_rule_and_whether_it_was_verified()
    {
        var lines = Ledger.Of(opened, Watch.Company.Beside(Watch.Sac), Watch.Calendars, Calendar.At("2026-05-05 10:00"));

        Assert.Equal([Target.FirstResponse, Target.NextReturn, Target.Resolution, Target.LegalAnswer], lines.Select(line => line.Target));
        Assert.Equal(("Decreto 11.034/2022, art. 13, caput", false), (lines[3].Term.Rule.Article, lines[3].Term.Rule.Verified));
    }

    private static LedgerLine Line(Story story, Policy policy, string now) =>
        Assert.Single(Ledger.Of(story, policy, Watch.Calendars, Calendar.At(now)));

    private static IEnumerable<(string From, string To, SegmentKind Kind)> Local(LedgerLine line) => line.Segments.Select(segment =>
        (Text(segment.From), Text(segment.To), segment.Kind));

    private static string Text(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Given.SaoPaulo).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
