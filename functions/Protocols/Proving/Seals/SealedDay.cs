using Protocols.Calendars;

namespace Protocols.Proving.Seals;

/// <summary>When the company's days end, which is when what happened on them can be sealed.</summary>
internal static class SealedDay
{
    /// <summary>The first instant after the local day of <paramref name="at"/>.</summary>
    /// <param name="known">The end of some day; most changes follow others of the same one.</param>
    public static DateTimeOffset EndOf(DateTimeOffset at, DateTimeOffset? known, TimeZoneInfo zone) =>
        known is { } end && at < end && end - at <= TimeSpan.FromHours(23) ? end : EndOf(at.LocalDay(zone), zone);

    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) => StartOf(day.AddDays(1), zone);

    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => new LocalClock(zone).StartOf(day);
}
