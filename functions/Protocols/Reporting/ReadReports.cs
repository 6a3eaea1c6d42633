using System.Globalization;
using Protocols.Calendars;
using Protocols.Ports;

namespace Protocols.Reporting;

/// <summary>Tells the reports from days that are summed already: what it costs follows the days, not the protocols (M28, M29).</summary>
public sealed class ReadReports(IReports reports, TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>No report reaches over more days.</summary>
    public const int MostDays = 3 * 366;

    private const int DaysAhead = 14, WeeksUpTo = 92;

    private static readonly int?[] ages = [1, 3, 7, 15, 30, 90, null];

    public DateOnly Today => clock.Now().LocalDay(zone);

    public async Task<Summary> SummaryAsync(SummaryQuery query, CancellationToken cancellation)
    {
        var periods = new Dictionary<string, Dictionary<string, long[]>>();
        var total = new long[Measures.Count];
        var leftOut = new long[Measures.Count];
        var usual = 0;
        // Any dimension sums up to the same; the channel has few groups and is always known.
        var dimension = query.By ?? (query.Within is null ? Dimension.Channel : Dimension.Department);
        await foreach (var day in reports.SumsAsync(dimension, query.From, query.To, cancellation))
        {
            var period = query.Period is { } by ? Name(day.Day, by) : "";
            var groups = periods.TryGetValue(period, out var known) ? known : periods[period] = new(usual);
            day.AddTo(code => query.Within?.Contains(code) == false ? leftOut : DaySums.Group(groups, query.By is null ? "" : code));
            usual = groups.Count;
        }
        foreach (var sums in periods.Values.SelectMany(groups => groups.Values))
            Add(total, sums);
        var mark = await reports.MarkAsync(cancellation);
        return new(
            query,
            mark?.At,
            query is { Period: null, By: null } ? [] : [.. periods.OrderBy(period => period.Key, StringComparer.Ordinal).SelectMany(period =>
                period.Value.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new SummaryGroup(
                    query.Period is null ? null : period.Key, query.By is null ? null : group.Key, group.Value)))],
            total)
        {
            Agents = mark?.Agents ?? ReportMark.NoNames,
        };
    }

    /// <param name="nearest">How many are named, at most.</param>
    /// <param name="within">Of these departments alone; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Workload> WorkloadAsync(int nearest, IReadOnlyList<string>? within, CancellationToken cancellation)
    {
        var (now, today) = (clock.Now(), Today);
        var horizon = new LocalClock(zone).StartOf(today.AddDays(DaysAhead));
        var (unresolved, overdue, undated, later) = (0, 0, 0, 0);
        var ahead = new SortedDictionary<(DateOnly, Target), int>();
        var aged = ages.Select(days => new AgeGroup(days, 0, 0)).ToArray();
        var first = new PriorityQueue<Outlook, DateTimeOffset>(Comparer<DateTimeOffset>.Create((one, other) => other.CompareTo(one)));
        await foreach (var outlook in reports.OpenAsync(cancellation))
        {
            if (within is not null && (outlook.Department is null || !within.Contains(outlook.Department)))
                continue;
            unresolved++;
            var late = outlook.DueAt <= now;
            var age = Array.FindIndex(ages, days => days is null || now - outlook.OpenedAt <= TimeSpan.FromDays(days.Value));
            aged[age] = aged[age] with { Count = aged[age].Count + 1, Overdue = aged[age].Overdue + (late ? 1 : 0) };
            if (outlook is not { DueAt: { } due, Target: { } target })
            {
                undated++;
                continue;
            }
            if (late)
                overdue++;
            else if (due >= horizon)
                later++;
            else
                ahead[(LastDay(due), target)] = ahead.GetValueOrDefault((LastDay(due), target)) + 1;
            first.Enqueue(outlook, due);
            if (first.Count > nearest)
                first.Dequeue();
        }
        var mark = await reports.MarkAsync(cancellation);
        return new(
            mark?.At, unresolved, overdue, undated,
            [.. ahead.Select(one => new DueOnDay(one.Key.Item1, one.Key.Item2, one.Value))], later, aged,
            [.. first.UnorderedItems.Select(one => one.Element).OrderBy(one => one.DueAt).ThenBy(one => one.Number, StringComparer.Ordinal)])
        {
            Agents = mark?.Agents ?? ReportMark.NoNames,
        };
    }

    public async Task<Ranking> RankingAsync(DateOnly from, DateOnly to, Dimension by, CancellationToken cancellation)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        var period = days > WeeksUpTo ? Period.Month : Period.Week;
        var (now, before) = (new Dictionary<string, long[]>(), new Dictionary<string, long[]>());
        var trends = new Dictionary<string, SortedDictionary<string, long>>();
        await foreach (var day in reports.SumsAsync(by, DateOnly.FromDayNumber(Math.Max(0, from.DayNumber - days)), to, cancellation))
        {
            if (day.Day < from)
            {
                day.AddTo(code => DaySums.Group(before, code));
                continue;
            }
            var groups = new Dictionary<string, long[]>();
            day.AddTo(code => DaySums.Group(groups, code));
            foreach (var (code, sums) in groups)
            {
                Add(DaySums.Group(now, code), sums);
                var trend = trends.TryGetValue(code, out var known) ? known : trends[code] = new(StringComparer.Ordinal);
                trend[Name(day.Day, period)] = trend.GetValueOrDefault(Name(day.Day, period)) + sums[(int)Measure.Protocols];
            }
        }
        var items = now.Select(one => new Ranked(
            one.Key, Count(one.Value), before.TryGetValue(one.Key, out var then) ? Count(then) : 0, one.Value,
            [.. trends[one.Key].Select(point => (point.Key, point.Value))]));
        return new(
            from, to, (await reports.MarkAsync(cancellation))?.At, by, now.Values.Sum(Count),
            [.. items.OrderByDescending(item => item.Count).ThenBy(item => item.Code, StringComparer.Ordinal)]);
    }

    /// <summary>As people write the period that a day is in.</summary>
    public static string Name(DateOnly day, Period period) => period switch
    {
        Period.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Period.Week when day.ToDateTime(default) is var date =>
            string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):D4}-W{ISOWeek.GetWeekOfYear(date):D2}"),
        _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Due is the first instant after the term, so that a day's term ends on the day before.</summary>
    private DateOnly LastDay(DateTimeOffset due) => due.AddMilliseconds(-1).LocalDay(zone);

    private static long Count(long[] sums) => sums[(int)Measure.Protocols];

    private static void Add(long[] to, long[] sums)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += sums[i];
    }
}
