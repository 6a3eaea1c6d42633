using Protocols.Api.Texts;
using Protocols.Reporting;

namespace Protocols.Api.Answers;

/// <summary>Reports as callers see them.</summary>
internal static class ShownReports
{
    public static ReportAnswer Of(Summary summary, CodeNames names, string? nextCursor) => new(
        summary.Query.From,
        summary.Query.To,
        summary.AsOf,
        new Figures(summary.Total),
        [.. summary.Groups.Select(group => new GroupAnswer(group.Period, Known(group.Code), Name(summary.Query, group, names), new Figures(group.Sums)))],
        nextCursor);

    /// <summary>What a group is told apart by is called; null where it is told apart by time alone.</summary>
    public static string? Name(SummaryQuery query, SummaryGroup group, CodeNames names) => query.By is { } by ? names.Of(by, group.Code) : null;

    public static WorkloadAnswer Of(Workload workload, CodeNames names) => new(
        workload.AsOf,
        workload.Unresolved,
        workload.Overdue,
        workload.Undated,
        [.. workload.Ahead.Select(due => new DueOnDayAnswer(due.Day, due.Target, names.Of(due.Target), due.Count))],
        workload.Later,
        [.. workload.Ages.Select(age => new AgeAnswer(age.Days, age.Count, age.Overdue))],
        [.. workload.Nearest.Select(one => new OutlookAnswer(
            one.Number, one.OpenedAt, one.DueAt, one.Target, one.Target is { } target ? names.Of(target) : null,
            one.Owner, names.Of(Dimension.Agent, one.Owner),
            one.Department, names.Of(Dimension.Department, one.Department),
            one.Occurrence, names.Of(Dimension.Occurrence, one.Occurrence),
            one.Tier, names.Of(Dimension.Tier, Codes<Tier>.Of(one.Tier))))]);

    public static RankingAnswer Of(Ranking ranking, CodeNames names) => new(
        ranking.From,
        ranking.To,
        ranking.AsOf,
        ranking.By,
        ranking.Total,
        [.. ranking.Items.Select(item => new RankedAnswer(
            Known(item.Code),
            names.Of(ranking.By, item.Code),
            item.Count,
            Rounded((double)item.Count / ranking.Total),
            item.Before,
            item.Before == 0 ? null : Rounded((double)(item.Count - item.Before) / item.Before),
            [.. item.Trend.Select(point => new TrendAnswer(point.Period, point.Count))]))]);

    /// <summary>Four digits tell shares and points apart as well as anybody reads them; seconds are whole.</summary>
    public static FigureAnswer Of(Indicator indicator, long[] sums)
    {
        var (told, count) = indicator.Told(sums);
        return new(told is not { } value ? null : indicator.Unit == IndicatorUnit.Seconds ? Math.Round(value) : Rounded(value), count);
    }

    private static double Rounded(double value) => Math.Round(value, 4);

    private static string? Known(string? code) => code is "" ? null : code;
}
