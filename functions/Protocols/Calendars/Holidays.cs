using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Protocols.Calendars;

/// <summary>Brazil's national holidays, the movable ones too.</summary>
public static class Holidays
{
    private const int BlackAwarenessSince = 2024;

    private static readonly (int Month, int Day)[] yearly = [(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25)];
    private static readonly ConcurrentDictionary<(int Year, HolidaySet Set), FrozenSet<DateOnly>> known = new();

    public static IReadOnlySet<DateOnly> Of(int year, HolidaySet set) => known.GetOrAdd((year, set), key => Make(key.Year, key.Set));

    /// <summary>The Gregorian Easter Sunday, by Meeus, Jones and Butcher.</summary>
    public static DateOnly Easter(int year)
    {
        var (century, inCentury) = Math.DivRem(year, 100);
        var golden = year % 19;
        var sunCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - sunCorrection + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (inCentury / 4)) - epact - (inCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(epact + weekday - (7 * late) + 114, 31);
        return new(year, month, day + 1);
    }

    private static FrozenSet<DateOnly> Make(int year, HolidaySet set)
    {
        if (set == HolidaySet.None)
            return [];
        var easter = Easter(year);
        var days = yearly.Select(day => new DateOnly(year, day.Month, day.Day)).Append(easter.AddDays(-2)).ToHashSet();
        if (year >= BlackAwarenessSince)
            days.Add(new(year, 11, 20));
        if (set != HolidaySet.National)
            days.UnionWith([easter.AddDays(-48), easter.AddDays(-47), easter.AddDays(60)]);
        return days.ToFrozenSet();
    }
}
