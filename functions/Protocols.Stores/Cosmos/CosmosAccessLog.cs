using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Accessing;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>A document per entry in the protocol's partition. Its id is its number, so that of two writers one comes too late.</summary>
internal sealed class CosmosAccessLog(Container container, Requests requests, TimeProvider clock) : IAccessLog
{
    private const int MostAttempts = 100;

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(5);

    public async Task<StoredAccess> AppendAsync(string number, Func<StoredAccess?, StoredAccess> next, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var last = await NewestAsync(number, 1, cancellation);
            var entry = next(last.Count > 0 ? last[0] : null);
            var json = JsonSerializer.SerializeToUtf8Bytes(
                new AccessDocument(Id(entry.N), entry.Number, entry.N, entry.Header, entry.Link, entry.Reason), CosmosDocuments.Default.AccessDocument);
            using var created = await requests.SendAsync(
                () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(number), null, cancellation), cancellation);
            if (created.StatusCode == HttpStatusCode.Created || (created.StatusCode == HttpStatusCode.Conflict && await IsThereAsync(entry, cancellation)))
                return entry;
            if (created.StatusCode != HttpStatusCode.Conflict)
                throw Requests.Surprise(created);
            await Task.Delay(pause, clock, cancellation);
        }
        throw new StoreBusyException("Too many write into one access log.");
    }

    public Task<IReadOnlyList<StoredAccess>> ListAsync(string number, long after, int limit, CancellationToken cancellation) => ReadAsync(
        new QueryDefinition($"SELECT TOP {limit} * FROM c WHERE c.number = @number AND c.id > @after ORDER BY c.id")
            .WithParameter("@number", number).WithParameter("@after", Id(after)),
        number, limit, cancellation);

    public Task<IReadOnlyList<StoredAccess>> NewestAsync(string number, int limit, CancellationToken cancellation) => ReadAsync(
        new QueryDefinition($"SELECT TOP {limit} * FROM c WHERE c.number = @number ORDER BY c.id DESC").WithParameter("@number", number),
        number, limit, cancellation);

    /// <summary>An answer that was lost may have been a success: its salt and link are this writer's alone.</summary>
    private async Task<bool> IsThereAsync(StoredAccess entry, CancellationToken cancellation) =>
        (await ListAsync(entry.Number, entry.N - 1, 1, cancellation)) is [var there] && there.N == entry.N && there.Link == entry.Link
        && (there.Reason ?? []).AsSpan().SequenceEqual(entry.Reason ?? []);

    private async Task<IReadOnlyList<StoredAccess>> ReadAsync(QueryDefinition query, string number, int limit, CancellationToken cancellation)
    {
        var entries = new List<StoredAccess>();
        using var pages = container.GetItemQueryStreamIterator(query, null, new() { MaxItemCount = limit, PartitionKey = new(number) });
        while (pages.HasMoreResults)
        {
            using var page = await requests.SendAsync(() => pages.ReadNextAsync(cancellation), cancellation);
            if (page.StatusCode != HttpStatusCode.OK)
                throw Requests.Surprise(page);
            entries.AddRange((await CosmosJson.ReadAsync(page, CosmosDocuments.Default.AccessFeed, cancellation)).Documents
                .Select(found => new StoredAccess(found.Number, found.N, found.Header, found.Link, found.Reason)));
        }
        return entries;
    }

    /// <summary>Texts that sort as the numbers do.</summary>
    private static string Id(long n) => n.ToString("D12", CultureInfo.InvariantCulture);
}
