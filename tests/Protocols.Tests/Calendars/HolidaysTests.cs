using Protocols.Calendars;

namespace Protocols.Tests.Calendars;

[Trait("Requirement", "M15")]
public sealed class HolidaysTests
{
    [Theory]
    [InlineData("2024-03-31", "2024-02-12", "2024-02-13", "2024-03-29", "2024-05-30")]
    [InlineData("2025-04-20", "2025-03-03", "2025-03-04", "2025-04-18", "2025-06-19")]
    [InlineData("2026-04-05", "2026-02-16", "2026-02-17", "2026-04-03", "2026-06-04")]
    [InlineData("2027-03-28", "2027-02-08", "2027-02-09", "2027-03-26", "2027-05-27")]
    [InlineData("2028-04-16", "2028-02-28", "2028-02-29", "2028-04-14", "2028-06-15")]
    [InlineData("2029-04-01", "2029-02-12", "2029-02-13", "2029-03-30", "2029-05-31")]
    [InlineData("2030-04-21", "2030-03-04", "2030-03-05", "2030-04-19", "2030-06-20")]
    public void Movable_days_follow_Easter(string easter, string monday, string tuesday, string goodFriday, string corpusChristi)
    {
        var (sunday, friday) = (Calendar.Day(easter), Calendar.Day(goodFriday));
        DateOnly[] optional = [Calendar.Day(monday), Calendar.Day(tuesday), Calendar.Day(corpusChristi)];

        Assert.Equal(sunday, Holidays.Easter(sunday.Year));
        Assert.Contains(friday, Holidays.Of(sunday.Year, HolidaySet.National));
        Assert.All(optional, day => Assert.DoesNotContain(day, Holidays.Of(sunday.Year, HolidaySet.National)));
        Assert.All([friday, .. optional], day => Assert.Contains(day, Holidays.Of(sunday.Year, HolidaySet.NationalAndOptional)));
        Assert.All([friday, .. optional], day => Assert.Contains(day, Holidays.Of(sunday.Year, HolidaySet.Banking)));
        Assert.Empty(Holidays.Of(sunday.Year, HolidaySet.None));
    }

    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1943, 4, 25)]
    [InlineData(1954, 4, 18)]
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2038, 4, 25)]
    [InlineData(2285, 3, 22)]
    public void Easter_is_right_at_both_ends_of_its_range_and_in_its_exceptions(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), Holidays.Easter(year));

    [Fact]
    public void Easter_is_always_a_Sunday_from_22_March_to_25_April() => Assert.All(Enumerable.Range(1583, 1000), year =>
    {
        var easter = Holidays.Easter(year);
        Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
        Assert.InRange(easter, new(year, 3, 22), new(year, 4, 25));
    });

    [Fact]
    public void The_fixed_days_of_2026_are_these() => Assert.Equal(
        [
            "2026-01-01", "2026-04-03", "2026-04-21", "2026-05-01", "2026-09-07", "2026-10-12", "2026-11-02", "2026-11-15", "2026-11-20",
            "2026-12-25",
        ],
        Holidays.Of(2026, HolidaySet.National).Order().Select(day => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_twentieth_of_November_is_a_holiday_only_since_2024()
    {
        Assert.DoesNotContain(new(2023, 11, 20), Holidays.Of(2023, HolidaySet.National));
        Assert.Contains(new(2024, 11, 20), Holidays.Of(2024, HolidaySet.National));
    }
}
