namespace Protocols.Reporting;

/// <summary>Protocols that were opened in a range of days, told apart by period and by a dimension, or by one of them, or not at all.</summary>
/// <param name="From">The first local day.</param>
/// <param name="To">The last one.</param>
public sealed record SummaryQuery(DateOnly From, DateOnly To, Period? Period, Dimension? By)
{
    /// <summary>Of these departments alone, told apart by department or not at all; null for all.</summary>
    public IReadOnlyList<string>? Within { get; init; }
}

/// <param name="AsOf">Every change before it is counted; null where nothing was summed yet.</param>
/// <param name="Groups">In order of period, then of code.</param>
/// <param name="Total">A sum for each <see cref="Measure"/>, of all of them.</param>
public sealed record Summary(SummaryQuery Query, DateTimeOffset? AsOf, IReadOnlyList<SummaryGroup> Groups, long[] Total);

/// <param name="Period">2026-11-21, 2026-W47 or 2026-11; null where periods are not told apart.</param>
/// <param name="Code">Null where groups are not told apart, empty for those without any.</param>
public sealed record SummaryGroup(string? Period, string? Code, long[] Sums);

/// <summary>What lies ahead, and how long what is not resolved has waited.</summary>
/// <param name="Overdue">Their earliest due date has passed.</param>
/// <param name="Undated">No due date runs: all are paused, or the policy has none.</param>
/// <param name="Ahead">By local day, from today on, and by what is due.</param>
/// <param name="Later">Due after the last of those days.</param>
/// <param name="Nearest">The overdue first, then by due date.</param>
public sealed record Workload(
    DateTimeOffset? AsOf,
    int Unresolved,
    int Overdue,
    int Undated,
    IReadOnlyList<DueOnDay> Ahead,
    int Later,
    IReadOnlyList<AgeGroup> Ages,
    IReadOnlyList<Outlook> Nearest);

public sealed record DueOnDay(DateOnly Day, Target Target, int Count);

/// <param name="Days">Opened no more than so many days ago, and more than the group before says; null for all that is older.</param>
public sealed record AgeGroup(int? Days, int Count, int Overdue);

/// <summary>The most frequent of one dimension, and how that has changed since as long a time before.</summary>
/// <param name="Items">The most frequent first.</param>
public sealed record Ranking(DateOnly From, DateOnly To, DateTimeOffset? AsOf, Dimension By, long Total, IReadOnlyList<Ranked> Items);

/// <param name="Code">Empty for those without any.</param>
/// <param name="Before">How many there were in as many days before.</param>
/// <param name="Sums">A sum for each <see cref="Measure"/>.</param>
/// <param name="Trend">By week, or by month over more than a quarter of a year; a period without any is left out.</param>
public sealed record Ranked(string Code, long Count, long Before, long[] Sums, IReadOnlyList<(string Period, long Count)> Trend);
