using Protocols.Reporting;

namespace Protocols.Api.Answers;

/// <summary>The indicators of protocols that were opened in a range of days.</summary>
/// <param name="From">The first local day.</param>
/// <param name="To">The last one.</param>
/// <param name="AsOf">Every change before it is counted; null where nothing was summed yet.</param>
/// <param name="Total">Of all of them, by the indicator's code.</param>
/// <param name="Groups">In order of period, then of code; none where nothing is told apart.</param>
/// <param name="NextCursor">Where the groups go on; null with the last.</param>
internal sealed record ReportAnswer(
    DateOnly From, DateOnly To, DateTimeOffset? AsOf, IReadOnlyDictionary<string, FigureAnswer> Total, IReadOnlyList<GroupAnswer> Groups, string? NextCursor);

/// <param name="Period">2026-11-21, 2026-W47 or 2026-11; null where periods are not told apart.</param>
/// <param name="Code">Null where groups are not told apart, and for those without any.</param>
/// <param name="Name">As the present rules call it, an agent as he was last called; null where nobody has named it.</param>
internal sealed record GroupAnswer(string? Period, string? Code, string? Name, IReadOnlyDictionary<string, FigureAnswer> Indicators);

/// <param name="Value">Null where there is nothing to be told of.</param>
/// <param name="Base">How many protocols, answers, returns or terms it is told of.</param>
internal readonly record struct FigureAnswer(double? Value, long Base);

/// <summary>What lies ahead, and how long what is not resolved has waited.</summary>
/// <param name="Overdue">Their earliest due date has passed.</param>
/// <param name="Undated">No due date runs: all are paused, or the policy has none.</param>
/// <param name="Ahead">The next fourteen days, by what is due.</param>
/// <param name="Later">Due after those.</param>
/// <param name="Nearest">The overdue first, then by due date.</param>
internal sealed record WorkloadAnswer(
    DateTimeOffset? AsOf,
    int Unresolved,
    int Overdue,
    int Undated,
    IReadOnlyList<DueOnDayAnswer> Ahead,
    int Later,
    IReadOnlyList<AgeAnswer> Ages,
    IReadOnlyList<OutlookAnswer> Nearest);

internal sealed record DueOnDayAnswer(DateOnly Day, Target Target, string TargetName, int Count);

/// <param name="UpToDays">Null for all that is older.</param>
internal sealed record AgeAnswer(int? UpToDays, int Count, int Overdue);

/// <summary>One that is due. What a code is called stands beside it, null where nobody has named it.</summary>
internal sealed record OutlookAnswer(
    string Number,
    DateTimeOffset OpenedAt,
    DateTimeOffset? DueAt,
    Target? Target,
    string? TargetName,
    string? Owner,
    string? OwnerName,
    string? Department,
    string? DepartmentName,
    string? Occurrence,
    string? OccurrenceName,
    Tier Tier,
    string? TierName);

/// <summary>The most frequent first, and how that has changed since as many days before.</summary>
internal sealed record RankingAnswer(DateOnly From, DateOnly To, DateTimeOffset? AsOf, Dimension By, long Total, IReadOnlyList<RankedAnswer> Items);

/// <param name="Code">Null for those without any.</param>
/// <param name="Name">As the present rules call it; null where they do not know it.</param>
/// <param name="Share">Of all that were opened.</param>
/// <param name="Before">How many there were in as many days before.</param>
/// <param name="Change">What was added or lost since, as a share of those; null where there were none.</param>
/// <param name="Trend">By week, or by month over more than a quarter of a year.</param>
internal sealed record RankedAnswer(
    string? Code, string? Name, long Count, double Share, long Before, double? Change, IReadOnlyList<TrendAnswer> Trend);

internal sealed record TrendAnswer(string Period, long Count);
