using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Protocols.Documents;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>A document per protocol, replaced under its ETag, with its pages in the same partition.</summary>
internal sealed class CosmosProtocols(Container container, OpeningReceipts receipts, Requests requests) : IProtocolStore
{
    private const int Chunk = 1000;

    private readonly ProtocolWrites writes = new(container, requests);

    public async Task<StoredProtocol?> FindAsync(string number, CancellationToken cancellation)
    {
        using var read = await requests.FindAsync(
            () => container.ReadItemStreamAsync(number, new(number), null, cancellation), cancellation);
        return await ProtocolWrites.StoredAsync(read, cancellation);
    }

    public async Task<CreateResult> CreateAsync(ProtocolDocument document, OpeningReceipt? receipt, CancellationToken cancellation)
    {
        if (receipt is not null && await receipts.HoldAsync(receipt, cancellation) is { } existing)
            return new(CreateOutcome.ReceiptExists, existing);
        if (await writes.CreateAsync(document, cancellation) is not { } there)
            return new(CreateOutcome.Created);
        if (receipt is null)
            return new(CreateOutcome.NumberExists);
        // A repetition may have found the receipt without its protocol and have written that under the receipt's number.
        if (IsSameOpening(there, document))
            return new(CreateOutcome.ReceiptExists, receipt);
        await receipts.ReleaseAsync(receipt, cancellation);
        return new(CreateOutcome.NumberExists);
    }

    public Task<bool> ReplaceAsync(
        StoredProtocol expected, ProtocolDocument document, FactPage? sealedPage, CancellationToken cancellation)
    {
        if (document.Number != expected.Document.Number || document.Index.OpenedAt != expected.Document.Index.OpenedAt)
            throw new ArgumentException("A protocol never changes its number or its opening.", nameof(document));
        return sealedPage is null
            ? writes.ReplaceAsync(expected, document, cancellation)
            : writes.ReplaceAsync(expected, document, sealedPage, cancellation);
    }

    public Task AddPageAsync(FactPage page, CancellationToken cancellation) => writes.AddPageAsync(page, cancellation);

    public Task<OpeningReceipt?> FindReceiptAsync(string key, CancellationToken cancellation) => receipts.FindAsync(key, cancellation);

    public async Task<FactPage?> FindPageAsync(string number, long first, CancellationToken cancellation)
    {
        using var read = await requests.FindAsync(
            () => container.ReadItemStreamAsync(CosmosJson.PageId(number, first), new(number), null, cancellation), cancellation);
        return await ProtocolWrites.PageAsync(read, cancellation);
    }

    public async Task<ProtocolPage> ListAsync(ProtocolQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        if (query.Keys.Any(group => group.Count == 0))
            return new([], null);
        var items = await AllAsync(ListQuery.For(query), query.Limit + 1, CosmosDocuments.Default.ProtocolFeed, cancellation);
        if (items.Count <= query.Limit)
            return new(items, null);
        items.RemoveRange(query.Limit, items.Count - query.Limit);
        return new(items, ListPosition.Of(items[^1], query));
    }

    public async Task<int> CountAsync(string key, int most, CancellationToken cancellation)
    {
        var filed = new QueryDefinition($"SELECT VALUE c.number FROM c WHERE c.doc = '{CosmosJson.Protocol}' AND ARRAY_CONTAINS(c.index.keys, @key)")
            .WithParameter("@key", key);
        var count = 0;
        await foreach (var page in PagesAsync(filed, Math.Min(most, Chunk), CosmosDocuments.Default.NumberFeed, cancellation))
        {
            count += page.Count;
            if (count >= most)
                return most;
        }
        return count;
    }

    public async Task<IReadOnlyList<string>> AwaitingAsync(
        Awaited what, DateTimeOffset until, int limit, CancellationToken cancellation)
    {
        var date = what switch
        {
            Awaited.Attention => "c.index.dueAt",
            Awaited.Return => "c.index.returnAt",
            Awaited.Purge => "c.index.purgeAt",
            Awaited.Relay => "c.index.outboxAt",
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
        var awaiting = new QueryDefinition(
                $"SELECT TOP {limit} VALUE c.number FROM c WHERE c.doc = '{CosmosJson.Protocol}' AND {date} <= @until ORDER BY {date}")
            .WithParameter("@until", Instant.Write(until));
        return await AllAsync(awaiting, limit, CosmosDocuments.Default.NumberFeed, cancellation);
    }

    public async IAsyncEnumerable<string> ChangedAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var changed = new QueryDefinition($"SELECT VALUE c.number FROM c WHERE c.doc = '{CosmosJson.Protocol}' AND c.index.sealAt >= @since")
            .WithParameter("@since", Instant.Write(since));
        await foreach (var page in PagesAsync(changed, Chunk, CosmosDocuments.Default.NumberFeed, cancellation))
        {
            foreach (var number in page)
                yield return number;
        }
    }

    public async IAsyncEnumerable<string> NumbersAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var numbers = new QueryDefinition($"SELECT VALUE c.number FROM c WHERE c.doc = '{CosmosJson.Protocol}'");
        await foreach (var page in PagesAsync(numbers, Chunk, CosmosDocuments.Default.NumberFeed, cancellation))
        {
            foreach (var number in page)
                yield return number;
        }
    }

    private async Task<List<T>> AllAsync<T>(QueryDefinition query, int limit, JsonTypeInfo<Feed<T>> type, CancellationToken cancellation)
    {
        var all = new List<T>();
        await foreach (var page in PagesAsync(query, limit, type, cancellation))
            all.AddRange(page);
        return all;
    }

    private async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        QueryDefinition query, int size, JsonTypeInfo<Feed<T>> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var pages = container.GetItemQueryStreamIterator(query, null, new() { MaxItemCount = size });
        while (pages.HasMoreResults)
        {
            using var page = await requests.SendAsync(() => pages.ReadNextAsync(cancellation), cancellation);
            if (page.StatusCode != HttpStatusCode.OK)
                throw Requests.Surprise(page);
            yield return (await CosmosJson.ReadAsync(page, type, cancellation)).Documents;
        }
    }

    /// <summary>Opened at one instant by one caller with one number and the same to be found by: the request itself, come again.</summary>
    private static bool IsSameOpening(ProtocolDocument there, ProtocolDocument document) =>
        there.Index.OpenedAt == document.Index.OpenedAt
        && there.State.OpenedBy == document.State.OpenedBy
        && !there.Index.Differs(document.Index);
}
