using System.Globalization;

namespace Protocols.Calendars;

/// <summary>The day of a local holiday: of every year, or of one.</summary>
/// <param name="Year">Null for every year; 29 February then comes in leap years only.</param>
internal readonly record struct YearlyDay(int? Year, int Month, int Day)
{
    private const string LeapYear = "2000";

    /// <summary>Reads <c>--01-25</c> and <c>2026-07-09</c>; a day that does not exist is not read.</summary>
    public static bool TryParse(string? text, out YearlyDay day)
    {
        day = default;
        var everyYear = text?.StartsWith("--", StringComparison.Ordinal) == true;
        var full = everyYear ? $"{LeapYear}{text![1..]}" : text;
        if (!DateOnly.TryParseExact(full, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return false;
        day = new(everyYear ? null : date.Year, date.Month, date.Day);
        return true;
    }
}
