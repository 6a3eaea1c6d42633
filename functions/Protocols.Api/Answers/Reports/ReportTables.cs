using System.Globalization;
using Protocols.Api.Http;
using Protocols.Api.Texts;
using Protocols.Reporting;

namespace Protocols.Api.Answers;

/// <summary>Reports as tables: a row per group, a column per figure, and one for what each is told of. Decimal points, whatever the language.</summary>
internal static class ReportTables
{
    public static IEnumerable<string> Of(Summary summary, CodeNames names)
    {
        yield return Csv.Row(["period", "code", "name", .. Indicators.All.SelectMany(indicator => (string[])[indicator.Code, $"{indicator.Code}.base"])]);
        foreach (var group in summary.Groups)
            yield return Row(group.Period, group.Code, ShownReports.Name(summary, group, names), group.Sums);
        yield return Row("total", null, null, summary.Total);
    }

    /// <summary>What is due by day, then the ages, under one head.</summary>
    public static IEnumerable<string> Of(Workload workload, CodeNames names)
    {
        yield return Csv.Row("table", "key", "target", "name", "count", "overdue");
        yield return Csv.Row("unresolved", null, null, null, Number(workload.Unresolved), Number(workload.Overdue));
        yield return Csv.Row("undated", null, null, null, Number(workload.Undated), null);
        foreach (var due in workload.Ahead)
            yield return Csv.Row("ahead", due.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Codes<Target>.Of(due.Target), names.Of(due.Target), Number(due.Count), null);
        yield return Csv.Row("later", null, null, null, Number(workload.Later), null);
        foreach (var age in workload.Ages)
            yield return Csv.Row("age", age.Days is { } days ? Number(days) : "older", null, null, Number(age.Count), Number(age.Overdue));
    }

    public static IEnumerable<string> Of(RankingAnswer ranking)
    {
        yield return Csv.Row("code", "name", "count", "share", "before", "change");
        foreach (var item in ranking.Items)
            yield return Csv.Row(item.Code, item.Name, Number(item.Count), Number(item.Share), Number(item.Before), Number(item.Change));
    }

    private static string Row(string? period, string? code, string? name, long[] sums) => Csv.Row(
        [period, code, name, .. Indicators.All.SelectMany(indicator => (string?[])[Number(ShownReports.Shown(indicator, sums)), Number(indicator.Base(sums))])]);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Number(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
