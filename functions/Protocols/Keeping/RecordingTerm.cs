using Protocols.Catalog;
using Protocols.Deadlines;

namespace Protocols.Keeping;

/// <summary>How long a recording must be kept (M25): from its start, as long as the strictest of the presets that its case runs under says.</summary>
public static class RecordingTerm
{
    /// <summary>The first instant at which it may go: the local midnight after its last day.</summary>
    public static DateTimeOffset KeepUntil(Catalogue catalogue, Policy policy, DateTimeOffset startedAt, TimeZoneInfo zone)
    {
        var day = startedAt.LocalDay(zone);
        return EndOf(RetentionTable.Shipped.Of(catalogue, policy).Max(term => term.Recording.After(day)), zone);
    }

    /// <summary>The local midnight after a day; where a change of the clocks skips it, the first instant after.</summary>
    internal static DateTimeOffset EndOf(DateOnly last, TimeZoneInfo zone)
    {
        var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
