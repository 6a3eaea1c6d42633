namespace Protocols.Reporting;

/// <summary>Protocols that were opened in a range of days, told apart by period and by a dimension, or by one of them, or not at all.</summary>
/// <param name="From">The first local day.</param>
/// <param name="To">The last one.</param>
public sealed record SummaryQuery(DateOnly From, DateOnly To, Period? Period, Dimension? By)
{
    /// <summary>What is told at once, at most; more is told page by page.</summary>
    public const int MostGroups = 5_000;

    /// <summary>Of these departments alone, told apart by department or not at all; null for all.</summary>
    public IReadOnlyList<string>? Within { get; init; }

    /// <summary>The group that was told last; null to begin.</summary>
    public SummaryPlace? After { get; init; }

    /// <summary>How many groups are told, from 1 on.</summary>
    public int Limit { get; init; } = MostGroups;

    public bool IsDivided => (Period, By) is not (null, null);
}

/// <summary>A group's place in the order of a summary.</summary>
/// <param name="Start">As the group has it.</param>
public readonly record struct SummaryPlace(DateOnly Start, string Code);

/// <param name="AsOf">Every change before it is counted; null where nothing was summed yet.</param>
/// <param name="Groups">In order of period, then of code; none where nothing is told apart.</param>
/// <param name="Total">A sum for each <see cref="Measure"/>, of all of them.</param>
public sealed record Summary(SummaryQuery Query, DateTimeOffset? AsOf, IReadOnlyList<SummaryGroup> Groups, long[] Total)
{
    /// <summary>The last of these groups, where more follow.</summary>
    public SummaryPlace? Next { get; init; }

    /// <summary>What agents are called, by id, as far as that is known.</summary>
    public required IReadOnlyDictionary<string, string> Agents { get; init; }
}

/// <param name="Start">The first day of the period; year 1 where periods are not told apart.</param>
/// <param name="Period">2026-11-21, 2026-W47 or 2026-11; null where periods are not told apart.</param>
/// <param name="Code">Null where groups are not told apart, empty for those without any.</param>
public sealed record SummaryGroup(DateOnly Start, string? Period, string? Code, long[] Sums)
{
    public SummaryPlace Place => new(Start, Code ?? "");
}

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
    IReadOnlyList<Outlook> Nearest)
{
    /// <summary>What agents are called, by id, as far as that is known.</summary>
    public required IReadOnlyDictionary<string, string> Agents { get; init; }
}

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
