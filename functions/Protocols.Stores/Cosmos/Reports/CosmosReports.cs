using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;
using Protocols.Reporting;

namespace Protocols.Stores.Cosmos.Reports;

/// <summary>
/// A document per protocol and per dimension in the partition of the day. What has changed is found by the database's own time of the last write, which
/// it indexes anyway; so a change itself writes nothing for the reports.
/// </summary>
internal sealed class CosmosReports(Container container, Container protocols, Requests requests) : IReports
{
    private const string Contributed = "contribution", Sums = "sums", Stale = "stale", Marked = "mark";
    private const int Page = 200, AtOnce = 16;

    /// <summary>Parts of the database may tell the time a little differently.</summary>
    private const long MarginSeconds = 120;

    public async IAsyncEnumerable<ChangedPage> ChangedAsync(string? since, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var from = since is null ? 0 : long.Parse(since, CultureInfo.InvariantCulture);
        var last = from + MarginSeconds;
        var changed = new QueryDefinition(string.Create(
            CultureInfo.InvariantCulture, $"SELECT c.number, c._ts FROM c WHERE c.doc = '{CosmosJson.Protocol}' AND c._ts >= {from}"));
        await foreach (var page in PagesAsync(protocols, changed, null, CosmosReportJson.Default.ChangedFeed, cancellation))
        {
            foreach (var one in page)
                last = Math.Max(last, one.Ts);
            yield return new([.. page.Select(one => one.Number)], (last - MarginSeconds).ToString(CultureInfo.InvariantCulture));
        }
    }

    public async Task<ReportMark?> MarkAsync(CancellationToken cancellation) =>
        (await FindAsync(Marked, Marked, CosmosReportJson.Default.MarkDocument, cancellation))?.Content;

    public Task SetMarkAsync(ReportMark mark, CancellationToken cancellation) =>
        PutAsync(Marked, new(Marked, Marked, Marked, mark), CosmosReportJson.Default.MarkDocument, cancellation);

    public async Task<Contribution?> FindAsync(DateOnly day, string number, CancellationToken cancellation) =>
        (await FindAsync(Id(day), number, CosmosReportJson.Default.ContributionDocument, cancellation))?.Content;

    public async Task WriteAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation)
    {
        var days = contributions.Select(contribution => contribution.Day).Distinct().ToList();
        // Before, so that none is forgotten if this breaks off; and after, should somebody have summed the day meanwhile.
        await SetStaleAsync(days, cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(contributions, options, async (contribution, stop) => await PutAsync(
            Id(contribution.Day),
            new(contribution.Number, Id(contribution.Day), Contributed, contribution with { Outlook = null }, contribution.Outlook),
            CosmosReportJson.Default.ContributionDocument,
            stop));
        await SetStaleAsync(days, cancellation);
    }

    public async Task<IReadOnlyList<StaleDay>> StaleAsync(CancellationToken cancellation)
    {
        var days = new List<StaleDay>();
        var stale = new QueryDefinition($"SELECT c.day, c._etag FROM c WHERE c.doc = '{Stale}'");
        await foreach (var page in PagesAsync(container, stale, null, CosmosReportJson.Default.StaleFeed, cancellation))
            days.AddRange(page.Select(one => new StaleDay(DateOnly.ParseExact(one.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture), one.ETag)));
        return days;
    }

    public async IAsyncEnumerable<Contribution> OfDayAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var contributions = new QueryDefinition($"SELECT VALUE c.content FROM c WHERE c.doc = '{Contributed}' AND c.day = @day").WithParameter("@day", Id(day));
        await foreach (var page in PagesAsync(container, contributions, Id(day), CosmosReportJson.Default.ContributionFeed, cancellation))
        {
            foreach (var contribution in page)
                yield return contribution;
        }
    }

    public async Task WriteDayAsync(StaleDay day, IReadOnlyList<DaySums> sums, CancellationToken cancellation)
    {
        foreach (var one in sums)
            await PutAsync(Id(day.Day), new(SumsId(one.By), Id(day.Day), Sums, SumsId(one.By), one.Packed), CosmosReportJson.Default.SumsDocument, cancellation);
        var unchanged = new ItemRequestOptions { IfMatchEtag = day.Stamp };
        using var removed = await requests.SendAsync(
            () => container.DeleteItemStreamAsync(Stale, new(Id(day.Day)), unchanged, cancellation), cancellation);
        if (removed.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed))
            throw Requests.Surprise(removed);
    }

    public async IAsyncEnumerable<DaySums> SumsAsync(Dimension by, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sums = new QueryDefinition($"SELECT c.day, c.packed FROM c WHERE c.doc = '{Sums}' AND c.dimension = @by AND c.day >= @from AND c.day <= @to ORDER BY c.day")
            .WithParameter("@by", SumsId(by)).WithParameter("@from", Id(from)).WithParameter("@to", Id(to));
        await foreach (var page in PagesAsync(container, sums, null, CosmosReportJson.Default.SumsFeed, cancellation))
        {
            foreach (var one in page)
                yield return new(DateOnly.ParseExact(one.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture), by, one.Packed);
        }
    }

    public async IAsyncEnumerable<Outlook> OpenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = new QueryDefinition($"SELECT VALUE c.outlook FROM c WHERE c.doc = '{Contributed}' AND IS_DEFINED(c.outlook.number)");
        await foreach (var page in PagesAsync(container, open, null, CosmosReportJson.Default.OutlookFeed, cancellation))
        {
            foreach (var outlook in page)
                yield return outlook;
        }
    }

    private async Task SetStaleAsync(List<DateOnly> days, CancellationToken cancellation)
    {
        foreach (var day in days)
            await PutAsync(Id(day), new(Stale, Id(day), Stale), CosmosReportJson.Default.StaleDocument, cancellation);
    }

    private async Task<T?> FindAsync<T>(string partition, string id, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(id, new(partition), null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => await CosmosJson.ReadAsync(read, type, cancellation),
            HttpStatusCode.NotFound => null,
            _ => throw Requests.Surprise(read),
        };
    }

    private async Task PutAsync<T>(string partition, T document, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, type);
        using var written = await requests.SendAsync(
            () => container.UpsertItemStreamAsync(CosmosJson.Stream(json), new(partition), null, cancellation), cancellation);
        if (!written.IsSuccessStatusCode)
            throw Requests.Surprise(written);
    }

    private async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        Container of, QueryDefinition query, string? partition, JsonTypeInfo<Feed<T>> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new QueryRequestOptions { MaxItemCount = Page, PartitionKey = partition is null ? null : new PartitionKey(partition) };
        using var pages = of.GetItemQueryStreamIterator(query, null, options);
        while (pages.HasMoreResults)
        {
            using var page = await requests.SendAsync(() => pages.ReadNextAsync(cancellation), cancellation);
            if (page.StatusCode != HttpStatusCode.OK)
                throw Requests.Surprise(page);
            yield return (await CosmosJson.ReadAsync(page, type, cancellation)).Documents;
        }
    }

    private static string Id(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string SumsId(Dimension by) => $"by-{Codes<Dimension>.Of(by)}";
}
