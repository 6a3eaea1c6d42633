using Protocols.Tests.Numbering;

namespace Protocols.Tests.Calendars;

[Trait("Requirement", "M15")]
public sealed class BusinessDayTests
{
    [Theory]
    [InlineData("2026-02-12", "2026-02-19", "2026-02-23", "2026-02-26", "2026-03-02")]
    [InlineData("2026-04-01", "2026-04-09", "2026-04-09", "2026-04-16", "2026-04-16")]
    [InlineData("2026-06-02", "2026-06-09", "2026-06-10", "2026-06-16", "2026-06-17")]
    [InlineData("2026-11-17", "2026-11-25", "2026-11-25", "2026-12-02", "2026-12-02")]
    [InlineData("2026-12-23", "2026-12-31", "2026-12-31", "2027-01-08", "2027-01-08")]
    public void Five_and_ten_business_days_on(string from, string national5, string banking5, string national10, string banking10)
    {
        var day = Calendar.Day(from);

        Assert.Equal(Calendar.Day(national5), Calendar.National.BusinessDaysOn(day, 5));
        Assert.Equal(Calendar.Day(banking5), Calendar.Banking.BusinessDaysOn(day, 5));
        Assert.Equal(Calendar.Day(national10), Calendar.National.BusinessDaysOn(day, 10));
        Assert.Equal(Calendar.Day(banking10), Calendar.Banking.BusinessDaysOn(day, 10));
    }

    [Fact]
    public void The_first_day_is_not_counted_even_when_it_is_a_day_off()
    {
        Assert.Equal(Calendar.Day("2026-05-11"), Calendar.National.BusinessDaysOn(Calendar.Day("2026-05-09"), 1));
        Assert.Equal(Calendar.Day("2026-05-09"), Calendar.National.BusinessDaysOn(Calendar.Day("2026-05-09"), 0));
    }

    [Fact]
    public void Saturday_gives_hours_but_is_no_business_day()
    {
        var shop = Calendar.New(Calendar.Daily("09:00-18:00"));

        Assert.False(shop.IsBusinessDay(Calendar.Day("2026-05-09")));
        Assert.Equal(Calendar.Hours(9), shop.Between(Calendar.At("2026-05-09 00:00"), Calendar.At("2026-05-10 00:00")));
    }

    [Theory]
    [InlineData("2026-02-18")]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-31")]
    public void Ash_Wednesday_and_the_eves_are_business_days_for_banks_too(string day) =>
        Assert.True(Calendar.Banking.IsBusinessDay(Calendar.Day(day)));

    [Fact]
    public void A_half_day_is_a_business_day_and_its_slots_replace_the_usual_ones()
    {
        var office = Calendar.New(Calendar.Weekdays("09:00-18:00"), "national", Calendar.HalfDay("--12-24", "08:00-12:00"));

        Assert.True(office.IsBusinessDay(Calendar.Day("2026-12-24")));
        Assert.Equal(Calendar.At("2026-12-24 12:00"), office.ClosingOf(Calendar.Day("2026-12-24")));
        Assert.Equal(Calendar.At("2026-12-28 10:00"), office.Add(Calendar.At("2026-12-24 08:00"), Calendar.Hours(5)));
    }

    [Fact]
    public void A_half_day_on_a_Saturday_gives_hours_only_and_a_holiday_stays_closed()
    {
        var office = Calendar.New(
            Calendar.Weekdays("09:00-18:00"),
            "national",
            Calendar.HalfDay("2026-05-09", "08:00-12:00"),
            Calendar.HalfDay("--12-25", "08:00-12:00"));

        Assert.False(office.IsBusinessDay(Calendar.Day("2026-05-09")));
        Assert.Equal(Calendar.At("2026-05-09 12:00"), office.ClosingOf(Calendar.Day("2026-05-09")));
        Assert.False(office.IsBusinessDay(Calendar.Day("2026-12-25")));
        Assert.Null(office.ClosingOf(Calendar.Day("2026-12-25")));
    }

    [Fact]
    public void Local_holidays_come_every_year_or_once()
    {
        var office = Calendar.New(Calendar.Weekdays("09:00-18:00"), "national", Calendar.Off("--01-25"), Calendar.Off("2026-07-09"));

        Assert.False(office.IsBusinessDay(Calendar.Day("2027-01-25")));
        Assert.False(office.IsBusinessDay(Calendar.Day("2028-01-25")));
        Assert.False(office.IsBusinessDay(Calendar.Day("2026-07-09")));
        Assert.True(office.IsBusinessDay(Calendar.Day("2027-07-09")));
    }

    [Fact]
    public void Of_two_for_one_day_the_one_with_a_year_counts()
    {
        var office = Calendar.New(
            Calendar.Weekdays("09:00-18:00"), "national", Calendar.HalfDay("--12-24", "09:00-12:00"), Calendar.Off("2026-12-24"));

        Assert.True(office.IsHoliday(Calendar.Day("2026-12-24")));
        Assert.True(office.IsBusinessDay(Calendar.Day("2027-12-24")));
    }

    [Fact]
    public void An_optional_day_is_kept_only_where_optional_days_are()
    {
        var day = Calendar.Day("2026-10-28");

        Assert.True(Calendar.New(Calendar.Weekdays("09:00-18:00"), "national", Calendar.Off("--10-28", optional: true)).IsBusinessDay(day));
        Assert.False(
            Calendar.New(Calendar.Weekdays("09:00-18:00"), "national+optional", Calendar.Off("--10-28", optional: true)).IsBusinessDay(day));
    }

    [Fact]
    public void The_29th_of_February_comes_in_leap_years_only()
    {
        var office = Calendar.New(Calendar.Weekdays("09:00-18:00"), "national", Calendar.Off("--02-29"));

        Assert.False(office.IsBusinessDay(Calendar.Day("2028-02-29")));
        Assert.True(office.IsBusinessDay(Calendar.Day("2027-03-01")));
    }

    [Fact]
    public void A_day_is_that_of_the_zone_and_ends_at_its_midnight()
    {
        Assert.Equal(Calendar.Day("2026-11-21"), Calendar.Office.DayOf(Samples.At("2026-11-22T01:30:00Z")));
        Assert.Equal(Samples.At("2026-02-20T03:00:00Z"), Calendar.Office.EndOf(Calendar.Day("2026-02-19")));
    }

    [Fact]
    public void Where_every_day_is_a_holiday_none_is_found_and_nothing_hangs()
    {
        var always = Enumerable.Range(0, 366).Select(i => Calendar.Off($"--{new DateOnly(2028, 1, 1).AddDays(i):MM-dd}")).ToList();
        var never = Calendar.New(Calendar.Daily("00:00-24:00"), "national", always);

        Assert.Null(never.BusinessDaysOn(Calendar.Day("2026-01-01"), 1));
        Assert.Null(never.Add(Calendar.At("2026-01-01 00:00"), Calendar.Hours(1)));
        Assert.Null(Calendar.Office.Add(Calendar.At("2026-01-01 00:00"), TimeSpan.FromDays(40_000)));
        Assert.Null(Calendar.Office.BusinessDaysOn(DateOnly.MaxValue.AddDays(-8), 300));
    }
}
