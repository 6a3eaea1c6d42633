using Protocols.Calendars;
using Protocols.Tests.Numbering;

namespace Protocols.Tests.Calendars;

[Trait("Requirement", "M15")]
public sealed class WorkingTimeTests
{
    [Theory]
    [InlineData("2026-05-06 09:00", 3, "2026-05-06 12:00")]
    [InlineData("2026-05-06 09:00", 3.5, "2026-05-06 13:30")]
    [InlineData("2026-05-06 12:20", 1, "2026-05-06 14:00")]
    [InlineData("2026-05-06 17:00", 4, "2026-05-07 12:00")]
    [InlineData("2026-05-06 22:00", 1, "2026-05-07 10:00")]
    [InlineData("2026-05-08 17:30", 1, "2026-05-11 09:30")]
    [InlineData("2026-04-30 17:30", 1, "2026-05-04 09:30")]
    [InlineData("2026-05-06 09:00", 16, "2026-05-07 18:00")]
    [InlineData("2026-05-06 12:20", 0, "2026-05-06 12:20")]
    [InlineData("2026-05-10 03:00", 0, "2026-05-10 03:00")]
    public void Working_time_is_added_over_lunch_nights_weekends_and_holidays(string from, double hours, string to) =>
        Assert.Equal(Calendar.At(to), Calendar.Office.Add(Calendar.At(from), Calendar.Hours(hours)));

    [Theory]
    [InlineData("2026-05-06 11:00", "2026-05-06 14:00", 2)]
    [InlineData("2026-05-06 12:00", "2026-05-06 13:00", 0)]
    [InlineData("2026-05-06 20:00", "2026-05-07 08:00", 0)]
    [InlineData("2026-05-04 00:00", "2026-05-11 00:00", 40)]
    [InlineData("2026-05-06 14:00", "2026-05-06 11:00", 0)]
    public void Working_time_between_two_instants(string from, string to, double hours) =>
        Assert.Equal(Calendar.Hours(hours), Calendar.Office.Between(Calendar.At(from), Calendar.At(to)));

    [Fact]
    public void Seconds_and_milliseconds_are_not_lost() => Assert.Equal(
        Samples.At("2026-05-07T09:00:00.500-03:00"),
        Calendar.Office.Add(Samples.At("2026-05-06T17:59:59.250-03:00"), TimeSpan.FromMilliseconds(1250)));

    [Fact]
    public void Several_slots_a_day_all_count_in_whatever_order_they_are_named()
    {
        var shop = Calendar.New(Calendar.Weekdays("20:00-22:00", "08:00-10:00", "12:00-13:00"));

        Assert.Equal(Calendar.At("2026-05-06 21:00"), shop.Add(Calendar.At("2026-05-06 08:00"), Calendar.Hours(4)));
        Assert.Equal(Calendar.At("2026-05-06 22:00"), shop.ClosingOf(Calendar.Day("2026-05-06")));
    }

    [Fact]
    public void Weekdays_that_are_not_named_are_off()
    {
        var rare = Calendar.New(new() { ["tuesday"] = ["09:00-10:00"] });

        Assert.Equal(Calendar.At("2026-05-19 09:30"), rare.Add(Calendar.At("2026-05-06 12:00"), Calendar.Hours(1.5)));
    }

    [Fact]
    public void Holidays_close_a_calendar_that_never_closes_unless_it_keeps_none()
    {
        Assert.Equal(Calendar.At("2026-09-08 01:00"), Calendar.National.Add(Calendar.At("2026-09-06 23:00"), Calendar.Hours(2)));
        Assert.Equal(Calendar.At("2026-09-07 01:00"), Calendar.RoundTheClock.Add(Calendar.At("2026-09-06 23:00"), Calendar.Hours(2)));
    }

    [Fact]
    public void A_slot_to_midnight_goes_on_in_one_from_midnight()
    {
        var night = Calendar.New(Calendar.Daily("00:00-02:00", "22:00-24:00"), "none");

        Assert.Equal(Calendar.At("2026-05-07 01:00"), night.Add(Calendar.At("2026-05-06 12:00"), Calendar.Hours(3)));
        Assert.Equal(2, night.Segments(Calendar.At("2026-05-06 12:00"), Calendar.At("2026-05-07 02:00")).Count);
    }

    [Fact]
    public void The_segments_tell_what_happened_without_gaps() => Assert.Equal(
        [
            new(Calendar.At("2026-04-30 11:00"), Calendar.At("2026-04-30 12:00"), SegmentKind.Running),
            new(Calendar.At("2026-04-30 12:00"), Calendar.At("2026-04-30 13:00"), SegmentKind.OutOfHours),
            new(Calendar.At("2026-04-30 13:00"), Calendar.At("2026-04-30 18:00"), SegmentKind.Running),
            new(Calendar.At("2026-04-30 18:00"), Calendar.At("2026-05-01 00:00"), SegmentKind.OutOfHours),
            new(Calendar.At("2026-05-01 00:00"), Calendar.At("2026-05-02 00:00"), SegmentKind.Holiday),
            new(Calendar.At("2026-05-02 00:00"), Calendar.At("2026-05-04 09:00"), SegmentKind.OutOfHours),
            new(Calendar.At("2026-05-04 09:00"), Calendar.At("2026-05-04 10:00"), SegmentKind.Running),
        ],
        Calendar.Office.Segments(Calendar.At("2026-04-30 11:00"), Calendar.At("2026-05-04 10:00")));

    [Fact]
    public void Ten_years_of_round_the_clock_are_one_segment() => Assert.Single(
        Calendar.RoundTheClock.Segments(Calendar.At("2020-01-01 00:00"), Calendar.At("2030-01-01 00:00")));
}
