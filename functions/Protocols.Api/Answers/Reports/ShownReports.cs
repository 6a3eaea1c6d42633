using Protocols.Catalog;
using Protocols.Reporting;

namespace Protocols.Api.Answers;

/// <summary>Reports as callers see them.</summary>
internal static class ShownReports
{
    public static ReportAnswer Of(Summary summary) => new(
        summary.Query.From,
        summary.Query.To,
        summary.AsOf,
        Figures(summary.Total),
        [.. summary.Groups.Select(group => new GroupAnswer(group.Period, Known(group.Code), Figures(group.Sums)))]);

    public static WorkloadAnswer Of(Workload workload) => new(
        workload.AsOf,
        workload.Unresolved,
        workload.Overdue,
        workload.Undated,
        [.. workload.Ahead.Select(due => new DueOnDayAnswer(due.Day, due.Target, due.Count))],
        workload.Later,
        [.. workload.Ages.Select(age => new AgeAnswer(age.Days, age.Count, age.Overdue))],
        [.. workload.Nearest.Select(one => new OutlookAnswer(
            one.Number, one.OpenedAt, one.DueAt, one.Target, one.Owner, one.Department, one.Occurrence, one.Tier))]);

    public static RankingAnswer Of(Ranking ranking, Catalogue catalogue, bool english) => new(
        ranking.From,
        ranking.To,
        ranking.AsOf,
        ranking.By,
        ranking.Total,
        [.. ranking.Items.Select(item => new RankedAnswer(
            Known(item.Code),
            Name(ranking.By, item.Code, catalogue)?.In(english),
            item.Count,
            Rounded((double)item.Count / ranking.Total),
            item.Before,
            item.Before == 0 ? null : Rounded((double)(item.Count - item.Before) / item.Before),
            [.. item.Trend.Select(point => new TrendAnswer(point.Period, point.Count))]))]);

    /// <summary>Four digits tell shares and points apart as well as anybody reads them; seconds are whole.</summary>
    public static double? Shown(Indicator indicator, long[] sums) =>
        indicator.Value(sums) is not { } value ? null : indicator.Unit == IndicatorUnit.Seconds ? Math.Round(value) : Rounded(value);

    private static Dictionary<string, FigureAnswer> Figures(long[] sums) =>
        Indicators.All.ToDictionary(indicator => indicator.Code, indicator => new FigureAnswer(Shown(indicator, sums), indicator.Base(sums)));

    private static LocalText? Name(Dimension by, string code, Catalogue catalogue) => by switch
    {
        Dimension.Occurrence => catalogue.Find(code)?.Name,
        Dimension.Type => catalogue.Types.FirstOrDefault(type => type.Code == code)?.Name,
        _ => catalogue.Reasons.FirstOrDefault(reason => reason.Code == code)?.Name,
    };

    private static double Rounded(double value) => Math.Round(value, 4);

    private static string? Known(string? code) => code is "" ? null : code;
}
