namespace Protocols.Api.Reading;

/// <summary>An instant, or a whole day of the company's time zone.</summary>
internal sealed record Moment(DateTimeOffset? At, DateOnly? Day)
{
    /// <summary>The instant, or the first of the day.</summary>
    public DateTimeOffset From(TimeZoneInfo zone) => At ?? StartOf(Day!.Value, zone);

    /// <summary>The instant, or the first after the day.</summary>
    public DateTimeOffset Until(TimeZoneInfo zone) => At ?? (Day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(Day!.Value.AddDays(1), zone));

    /// <summary>Where the clocks are put forward at midnight the day begins an hour later.</summary>
    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(30);
        // The first day there is begins before the calendar does, east of Greenwich.
        return new(Math.Max(0, midnight.Ticks - zone.GetUtcOffset(midnight).Ticks), TimeSpan.Zero);
    }
}
