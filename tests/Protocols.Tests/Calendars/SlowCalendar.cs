using System.Globalization;
using Protocols.Calendars;
using Protocols.Tests.Numbering;

namespace Protocols.Tests.Calendars;

/// <summary>Business time as one would explain it: look at the clock on the wall every minute and ask whether one works then.</summary>
internal static class SlowCalendar
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    public static TimeSpan Between(CalendarDefinition definition, DateTimeOffset from, DateTimeOffset to)
    {
        var worked = TimeSpan.Zero;
        for (var at = from; at < to; at += minute)
        {
            if (Works(definition, at)) worked += minute;
        }
        return worked;
    }

    /// <summary>Null where it takes longer than one is ready to wait.</summary>
    public static DateTimeOffset? Add(CalendarDefinition definition, DateTimeOffset from, TimeSpan working, TimeSpan patience)
    {
        var at = from;
        for (; working > TimeSpan.Zero; at += minute)
        {
            if (at - from > patience) return null;
            if (Works(definition, at)) working -= minute;
        }
        return at;
    }

    private static bool Works(CalendarDefinition definition, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Samples.SaoPaulo);
        var day = DateOnly.FromDateTime(local.DateTime);
        _ = Codes<HolidaySet>.TryParse(definition.Holidays, out var set);
        if (Holidays.Of(day.Year, set).Contains(day)) return false;

        var kept = definition.LocalHolidays.Where(holiday => !holiday.Optional || set is HolidaySet.NationalAndOptional or HolidaySet.Banking);
        var special = kept.Where(holiday => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) is var text
                && (holiday.On == text || holiday.On == $"-{text[4..]}"))
            .OrderBy(holiday => holiday.On[0] == '-')
            .FirstOrDefault();
        var usual = definition.Hours.GetValueOrDefault(CalendarRules.Weekdays[(int)day.DayOfWeek]) ?? [];
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return (special is null ? usual : special.Hours ?? [])
            .Any(slot => string.CompareOrdinal(slot[..5], time) <= 0 && string.CompareOrdinal(time, slot[6..]) < 0);
    }
}
