using Protocols.Catalog;

namespace Protocols.Local.Seeding;

/// <summary>When the company's back office works: weekdays 8 to 18, national holidays left out.</summary>
internal sealed class BusinessHours(TimeZoneInfo zone)
{
    private const int Opens = 8, Ends = 18;

    private static readonly (int Month, int Day)[] holidays =
        [(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (11, 20), (12, 25)];

    public TimeZoneInfo Zone => zone;

    public Rules Rules { get; } = new(Catalogue.General, zone);

    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    public static bool IsHoliday(DateTime local) => holidays.Contains((local.Month, local.Day));

    /// <summary>The instant itself within working hours, else somewhen in the first two hours of the next working day.</summary>
    public DateTimeOffset OnOrAfter(DateTimeOffset at, Dice dice)
    {
        var local = Local(at);
        if (IsWorkday(local) && local.Hour is >= Opens and < Ends)
            return at;
        var day = local.Hour < Opens ? local.Date : local.Date.AddDays(1);
        while (!IsWorkday(day))
            day = day.AddDays(1);
        return At(day.AddHours(Opens).AddSeconds(dice.Between(30, 2 * 60 * 60)));
    }

    /// <summary>Somewhen on the working day after this one, between nine and five.</summary>
    public DateTimeOffset NextWorkday(DateTimeOffset at, Dice dice)
    {
        var day = Local(at).Date.AddDays(1);
        while (!IsWorkday(day))
            day = day.AddDays(1);
        return At(day.AddHours(9).AddSeconds(dice.Between(0, 8 * 60 * 60)));
    }

    private static bool IsWorkday(DateTime local) =>
        local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(local);

    private DateTimeOffset At(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
