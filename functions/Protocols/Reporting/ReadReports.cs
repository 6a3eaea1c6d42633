using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <summary>How far the reports have come; null before the first pass.</summary>
    public Task<ReportMark?> MarkAsync(CancellationToken cancellation) => reports.MarkAsync(cancellation);

    /// <summary>A page of groups, and the total of them all.</summary>
    public async Task<Summary> SummaryAsync(SummaryQuery query, CancellationToken cancellation)
    {
        // Before the sums, which may be newer but never older than it says.
        var mark = await MarkAsync(cancellation);
        var groups = await GroupsAsync(query, cancellation).Take(query.Limit + 1).ToListAsync(cancellation);
        var page = groups.Take(query.Limit).ToList();
        var all = query.After is null && groups.Count == page.Count
            ? page
            : await GroupsAsync(query with { Period = null, By = null, After = null }, cancellation).ToListAsync(cancellation);
        var total = new long[Measures.Count];
        foreach (var group in all)
            total.Add(group.Sums);
        return new(query, mark?.At, query.IsDivided ? page : [], total)
        {
            Next = groups.Count > page.Count ? page[^1].Place : null,
            Agents = mark?.Agents ?? ReportMark.NoNames,
        };
    }

    /// <summary>Every group from a place on, in order of period, then of code; one of all where nothing is told apart. Holds the groups of one period at a time.</summary>
    public async IAsyncEnumerable<SummaryGroup> GroupsAsync(SummaryQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Any dimension sums up to the same; the channel has few groups and is always known.
        var dimension = query.By ?? (query.Within is null ? Dimension.Channel : Dimension.Department);
        var leftOut = new long[Measures.Count];
        var groups = new Dictionary<string, long[]>();
        var start = DateOnly.MinValue;
        var from = query.After is { } after && after.Start > query.From ? after.Start : query.From;
        await foreach (var day in reports.SumsAsync(dimension, from, query.To, cancellation))
        {
            if (StartOf(day.Day, query.Period) is var next && next != start)
            {
                foreach (var group in InOrder(query, start, groups))
                    yield return group;
                (start, groups) = (next, new(groups.Count));
            }
            day.AddTo(code => query.Within?.Contains(code) == false ? leftOut : DaySums.Group(groups, query.By is null ? "" : code));
        }
        foreach (var group in InOrder(query, start, groups))
            yield return group;
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
                DaySums.Group(now, code).Add(sums);
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

    private static DateOnly StartOf(DateOnly day, Period? period) => period switch
    {
        Period.Day => day,
        Period.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        Period.Month => new(day.Year, day.Month, 1),
        _ => DateOnly.MinValue,
    };

    /// <summary>The groups of a period that come after the query's place.</summary>
    private static IEnumerable<SummaryGroup> InOrder(SummaryQuery query, DateOnly start, Dictionary<string, long[]> groups)
    {
        var period = query.Period is { } by ? Name(start, by) : null;
        var passed = query.After is { } after && after.Start == start ? after.Code : null;
        return groups
            .Where(group => passed is null || string.CompareOrdinal(group.Key, passed) > 0)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SummaryGroup(start, period, query.By is null ? null : group.Key, group.Value));
    }

    private static long Count(long[] sums) => sums[(int)Measure.Protocols];
}
