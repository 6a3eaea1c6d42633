using Protocols.Catalog;

namespace Protocols.Keeping;

/// <summary>How long a recording must be kept (M25): from its start, as long as the strictest of the presets that its case runs under says.</summary>
public static class RecordingTerm
{
    /// <summary>The first instant at which it may go: the local midnight after its last day.</summary>
    public static DateTimeOffset KeepUntil(Catalogue catalogue, string? occurrence, DateTimeOffset startedAt, TimeZoneInfo zone)
    {
        var day = startedAt.LocalDay(zone);
        var last = Terms(catalogue, occurrence).Max(term => term.Recording.After(day));
        var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static IEnumerable<RetentionTerm> Terms(Catalogue catalogue, string? occurrence)
    {
        var table = RetentionTable.Shipped;
        var policy = catalogue.PolicyOf(occurrence).Code;
        var presets = catalogue.Policies.FirstOrDefault(own => own.Code == policy)?.Presets ?? [policy];
        return presets.Select(table.Find).OfType<RetentionTerm>().DefaultIfEmpty(table.Default);
    }
}
