namespace Protocols.Calendars;

/// <summary>
/// Where local days and the hours in them lie in time. Knows one change of the clock in three days, which is more than any
/// country has decreed so far.
/// </summary>
internal sealed class LocalClock(TimeZoneInfo zone)
{
    public DateOnly DayOf(DateTimeOffset at) => at.LocalDay(zone);

    /// <summary>The first instant of the day; 01:00 where the clock skips midnight.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var (before, after, change) = Offsets(midnight);
        return before == after || midnight - before < change ? new(midnight - before)
            : midnight - after < change ? new(change)
            : new(midnight - after);
    }

    /// <summary>
    /// When the clock on the wall stands in one of the slots, in order of time: each slot once on most days; longer, shorter or
    /// twice on the day of a change.
    /// </summary>
    public IEnumerable<Span> Find(DateOnly day, Slot[] slots)
    {
        if (slots.Length == 0)
            return [];
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var (before, after, change) = Offsets(midnight);
        if (before == after)
            return slots.Select(slot => In(slot, midnight - before));
        var whole = new Span(StartOf(day), StartOf(day.AddDays(1)));
        var first = whole.Within(whole.From, new(change));
        var second = whole.Within(new(change), whole.To);
        return slots.Select(slot => In(slot, midnight - before).Within(first.From, first.To))
            .Concat(slots.Select(slot => In(slot, midnight - after).Within(second.From, second.To)))
            .Where(span => span.From < span.To);
    }

    private static Span In(Slot slot, DateTime midnight) => new(new(midnight + slot.From), new(midnight + slot.To));

    /// <summary>The zone's offsets around a day, and when the one gives way to the other.</summary>
    private (TimeSpan Before, TimeSpan After, DateTime Change) Offsets(DateTime midnight)
    {
        var (from, to) = (midnight.AddDays(-1), midnight.AddDays(2));
        var (before, after) = (zone.GetUtcOffset(from), zone.GetUtcOffset(to));
        if (before == after)
            return (before, after, to);
        while ((to - from).Ticks > 1)
        {
            var middle = from + ((to - from) / 2);
            if (zone.GetUtcOffset(middle) == before) from = middle;
            else to = middle;
        }
        return (before, after, to);
    }
}
