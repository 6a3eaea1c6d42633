using CsvHelper;
using Protocols.Api.Http;
using Protocols.Api.Texts;
using Protocols.Reporting;

namespace Protocols.Api.Answers;

/// <summary>Reports as tables: a row per group, a column per figure, and one for what each is told of.</summary>
internal static class ReportTables
{
    /// <param name="groups">Written as they come, however many there are.</param>
    public static async Task WriteAsync(CsvWriter table, SummaryQuery query, IAsyncEnumerable<SummaryGroup> groups, CodeNames names, CancellationToken cancellation)
    {
        table.Text("period", "code", "name");
        foreach (var indicator in Indicators.All)
            table.Text(indicator.Code, $"{indicator.Code}.base");
        await table.EndRecordAsync(cancellation);
        var total = new long[Measures.Count];
        // One thread reads, names, sums and sends; others write, which is most of a large table.
        await table.ParallelWriteAsync(
            Named(),
            (rows, one) =>
            {
                Row(rows, one.Group, one.Name);
                rows.EndRecord();
            },
            maxDegreeOfParallelism: -1, cancellation);
        Row(table, new SummaryGroup(default, "total", Code: null, total), name: null);
        await table.EndRecordAsync(cancellation);

        async IAsyncEnumerable<(SummaryGroup Group, string? Name)> Named()
        {
            await foreach (var group in groups.WithCancellation(cancellation))
            {
                total.Add(group.Sums);
                if (query.IsDivided)
                    yield return (group, ShownReports.Name(query, group, names));
            }
        }
    }

    /// <summary>What is due by day, then the ages, under one head.</summary>
    public static async Task WriteAsync(CsvWriter table, Workload workload, CodeNames names, CancellationToken cancellation)
    {
        table.Text("table", "key", "target", "name", "count", "overdue");
        await table.EndRecordAsync(cancellation);
        await RowAsync(["unresolved", null, null, null], workload.Unresolved, workload.Overdue);
        await RowAsync(["undated", null, null, null], workload.Undated, null);
        foreach (var due in workload.Ahead)
            await RowAsync(["ahead", $"{due.Day:yyyy-MM-dd}", Codes<Target>.Of(due.Target), names.Of(due.Target)], due.Count, null);
        await RowAsync(["later", null, null, null], workload.Later, null);
        foreach (var age in workload.Ages)
            await RowAsync(["age", age.Days is { } days ? $"{days}" : "older", null, null], age.Count, age.Overdue);

        ValueTask RowAsync(ReadOnlySpan<string?> texts, long count, long? overdue)
        {
            table.Text(texts);
            table.Number(count);
            table.Number(overdue);
            return table.EndRecordAsync(cancellation);
        }
    }

    public static async Task WriteAsync(CsvWriter table, RankingAnswer ranking, CancellationToken cancellation)
    {
        table.Text("code", "name", "count", "share", "before", "change");
        await table.EndRecordAsync(cancellation);
        foreach (var item in ranking.Items)
        {
            table.Text(item.Code, item.Name);
            table.Number(item.Count);
            table.Number(item.Share);
            table.Number(item.Before);
            table.Number(item.Change);
            await table.EndRecordAsync(cancellation);
        }
    }

    private static void Row(CsvWriter table, SummaryGroup group, string? name)
    {
        table.Text(group.Period, group.Code, name);
        foreach (var indicator in Indicators.All)
        {
            var (value, count) = ShownReports.Of(indicator, group.Sums);
            table.Number(value);
            table.Number(count);
        }
    }
}
