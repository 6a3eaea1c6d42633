using Protocols.Calendars;
using Protocols.Catalog;
using Protocols.Tests.Numbering;

namespace Protocols.Tests.Calendars;

/// <summary>Calendars that tests count with, and times as people in São Paulo say them.</summary>
internal static class Calendar
{
    public static LocalText Name { get; } = new("Calendário", "Calendar");

    /// <summary>Monday to Friday, 9 to 12 and 13 to 18: eight hours a day.</summary>
    public static BusinessCalendar Office { get; } = New(Weekdays("09:00-12:00", "13:00-18:00"));

    public static BusinessCalendar National { get; } = New(Daily("00:00-24:00"), "national");

    public static BusinessCalendar Banking { get; } = New(Daily("00:00-24:00"), "banking");

    public static BusinessCalendar RoundTheClock { get; } = New(Daily("00:00-24:00"), "none");

    public static BusinessCalendar New(
        Dictionary<string, IReadOnlyList<string>> hours, string holidays = "national", params IReadOnlyList<LocalHoliday> local) =>
        new(Definition(hours, holidays, local), Samples.SaoPaulo);

    public static CalendarDefinition Definition(
        Dictionary<string, IReadOnlyList<string>> hours, string holidays = "national", params IReadOnlyList<LocalHoliday> local) =>
        new("test", Name, hours, holidays) { LocalHolidays = local };

    public static Dictionary<string, IReadOnlyList<string>> Weekdays(params IReadOnlyList<string> slots) =>
        Same(["monday", "tuesday", "wednesday", "thursday", "friday"], slots);

    public static Dictionary<string, IReadOnlyList<string>> Daily(params IReadOnlyList<string> slots) => Same(CalendarRules.Weekdays, slots);

    public static LocalHoliday Off(string on, bool optional = false) => new(on, Name, null, optional);

    public static LocalHoliday HalfDay(string on, params IReadOnlyList<string> slots) => new(on, Name, slots);

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The instant at which the clock in São Paulo shows this, since daylight saving was given up: <c>2026-02-12 09:30</c>.</summary>
    public static DateTimeOffset At(string local) => Samples.At($"{local.Replace(' ', 'T')}:00-03:00").ToUniversalTime();

    public static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private static Dictionary<string, IReadOnlyList<string>> Same(IEnumerable<string> days, IReadOnlyList<string> slots) =>
        days.ToDictionary(day => day, _ => slots);
}
