namespace Protocols.Local.Seeding;

/// <summary>
/// When each contact begins: 90 days, or a year with its seasons, in order of time, as dense as people call by weekday and hour. A
/// contact's time depends on its index and the order alone.
/// </summary>
internal sealed class SeedTimes
{
    private const int Days = 90;

    // Midnight to midnight.
    private static readonly double[] byHour =
    [
        0.06, 0.03, 0.02, 0.02, 0.02, 0.04, 0.10, 0.25, 0.75, 1.20, 1.40, 1.30, 0.85, 0.95, 1.25, 1.25, 1.15, 1.00, 0.70, 0.50, 0.40, 0.30,
        0.20, 0.10,
    ];

    private static readonly double[] byWeekday = [0.15, 1.20, 1.10, 1.00, 1.00, 0.95, 0.40];
    private const double OnHoliday = 0.15;

    private readonly double[] before;
    private readonly DateTimeOffset start;
    private readonly int count;
    private readonly long seed;

    public SeedTimes(SeedOrder order, BusinessHours hours)
    {
        (count, seed) = (order.Count, order.Seed);
        Over = order.YearUntil ?? End;
        var days = order.Year ? Seasons.Days : Days;
        start = Over.AddDays(-days);
        before = new double[(days * 24) + 1];
        for (var hour = 0; hour < days * 24; hour++)
        {
            var local = hours.Local(start.AddHours(hour));
            var day = BusinessHours.IsHoliday(local) ? OnHoliday : byWeekday[(int)local.DayOfWeek];
            if (order.Year)
                day *= Seasons.Of(local);
            before[hour + 1] = before[hour] + (day * byHour[local.Hour]);
        }
    }

    /// <summary>Nothing happens from here on, whatever the order.</summary>
    public DateTimeOffset Over { get; }

    /// <summary>The same, of a quarter.</summary>
    public static DateTimeOffset End { get; } = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Start { get; } = End.AddDays(-Days);

    /// <summary>Never earlier than that of the contact before.</summary>
    public DateTimeOffset Of(int index)
    {
        var target = (index + Dice.For(seed, index, "time").Share()) / count * before[^1];
        var found = Array.BinarySearch(before, target);
        var hour = Math.Min(found >= 0 ? found : ~found - 1, before.Length - 2);
        var within = (target - before[hour]) / (before[hour + 1] - before[hour]);
        return Instant.Cut(start.AddHours(hour + within));
    }

    /// <summary>How many contacts begin on each local day.</summary>
    public IReadOnlyDictionary<DateOnly, int> ByDay(TimeZoneInfo zone)
    {
        var days = new Dictionary<DateOnly, int>();
        for (var (index, day) = (0, start.LocalDay(zone)); index < count; day = day.AddDays(1))
        {
            var first = FirstAfter(day, zone, index);
            if (first > index)
                days[day] = first - index;
            index = first;
        }
        return days;
    }

    private int FirstAfter(DateOnly day, TimeZoneInfo zone, int from)
    {
        var (low, high) = (from, count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Of(middle).LocalDay(zone) > day ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
