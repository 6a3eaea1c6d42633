using Protocols.Calendars;
using Protocols.Tests.Numbering;

namespace Protocols.Tests.Calendars;

/// <summary>
/// São Paulo's last summer times: at the end of 2018-02-17 the hour from 23:00 came twice, on 2018-11-04 the one from 00:00 not at
/// all, at the end of 2019-02-16 the hour from 23:00 came twice for the last time.
/// </summary>
[Trait("Requirement", "M15")]
public sealed class DaylightSavingTests
{
    private static readonly BusinessCalendar evening = Calendar.New(Calendar.Daily("18:00-24:00"), "none");
    private static readonly BusinessCalendar night = Calendar.New(Calendar.Daily("00:00-08:00"), "none");

    [Theory]
    [InlineData("2018-02-17", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z", 25)]
    [InlineData("2018-02-18", "2018-02-18T03:00:00Z", "2018-02-19T03:00:00Z", 24)]
    [InlineData("2018-11-03", "2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z", 24)]
    [InlineData("2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z", 23)]
    [InlineData("2019-02-16", "2019-02-16T02:00:00Z", "2019-02-17T03:00:00Z", 25)]
    [InlineData("2019-11-03", "2019-11-03T03:00:00Z", "2019-11-04T03:00:00Z", 24)]
    public void A_day_is_as_long_as_it_was(string day, string start, string end, int hours)
    {
        Assert.Equal(Samples.At(start), Calendar.RoundTheClock.StartOf(Calendar.Day(day)));
        Assert.Equal(Samples.At(end), Calendar.RoundTheClock.EndOf(Calendar.Day(day)));
        Assert.Equal(Calendar.Hours(hours), Calendar.RoundTheClock.Between(Samples.At(start), Samples.At(end)));
    }

    [Fact]
    public void A_slot_to_24_00_has_seven_hours_when_its_last_came_twice()
    {
        var (start, end) = (Samples.At("2018-02-17T20:00:00Z"), Samples.At("2018-02-18T03:00:00Z"));

        Assert.Equal(Calendar.Hours(7), evening.Between(start.AddHours(-5), end.AddHours(5)));
        Assert.Equal(end, evening.ClosingOf(Calendar.Day("2018-02-17")));
        Assert.Equal(end, evening.Add(start, Calendar.Hours(7)));
        Assert.Equal([new(start, end, SegmentKind.Running)], evening.Segments(start, end));
    }

    [Fact]
    public void A_slot_from_00_00_has_seven_hours_when_its_first_was_skipped()
    {
        var start = Samples.At("2018-11-04T03:00:00Z");

        Assert.Equal(Calendar.Hours(7), night.Between(start.AddHours(-2), start.AddHours(20)));
        Assert.Equal(start.AddHours(7), night.ClosingOf(Calendar.Day("2018-11-04")));
    }

    [Fact]
    public void Slots_in_the_hour_that_came_twice_are_worked_twice_in_order_of_time()
    {
        var late = Calendar.New(Calendar.Daily("22:00-23:15", "23:20-23:40"), "none");
        var start = Samples.At("2018-02-18T00:00:00Z");

        Assert.Equal(
            [
                new(start, start.AddMinutes(75), SegmentKind.Running),
                new(start.AddMinutes(75), start.AddMinutes(80), SegmentKind.OutOfHours),
                new(start.AddMinutes(80), start.AddMinutes(100), SegmentKind.Running),
                new(start.AddMinutes(100), start.AddMinutes(120), SegmentKind.OutOfHours),
                new(start.AddMinutes(120), start.AddMinutes(135), SegmentKind.Running),
                new(start.AddMinutes(135), start.AddMinutes(140), SegmentKind.OutOfHours),
                new(start.AddMinutes(140), start.AddMinutes(160), SegmentKind.Running),
                new(start.AddMinutes(160), start.AddMinutes(180), SegmentKind.OutOfHours),
            ],
            late.Segments(start, start.AddHours(3)));
        Assert.Equal(start.AddMinutes(130), late.Add(start, TimeSpan.FromMinutes(105)));
    }

    [Fact]
    public void Office_hours_on_the_days_around_are_not_moved() => Assert.Equal(
        [
            Samples.At("2018-11-01T12:00:00Z"), Samples.At("2018-11-05T11:00:00Z"), Samples.At("2019-02-15T11:00:00Z"),
            Samples.At("2019-02-18T12:00:00Z"),
        ],
        new[] { "2018-11-01", "2018-11-05", "2019-02-15", "2019-02-18" }
            .Select(day => Calendar.Office.Add(Calendar.Office.StartOf(Calendar.Day(day)), TimeSpan.FromTicks(1))!.Value.AddTicks(-1)));

    [Fact]
    public void Where_clocks_go_back_after_midnight_the_day_begins_once()
    {
        var havana = new BusinessCalendar(
            Calendar.Definition(Calendar.Daily("00:00-24:00"), "none"), TimeZoneInfo.FindSystemTimeZoneById("America/Havana"));

        Assert.Equal(Samples.At("2025-11-02T04:00:00Z"), havana.StartOf(Calendar.Day("2025-11-02")));
        Assert.Equal(Calendar.Hours(25), havana.Between(Samples.At("2025-11-02T04:00:00Z"), Samples.At("2025-11-03T05:00:00Z")));
    }
}
