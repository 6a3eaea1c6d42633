using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Accessing;
using Protocols.Cases;
using Protocols.Documents;
using Protocols.Events;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>
/// Events are made when they are asked for, out of the changes of protocols and of the access log, so that no write costs anything for them. The
/// change feed shows a protocol as it stands and not which of its facts are new; each event therefore becomes a document of its own, created once,
/// and it is the changes of those that readers follow.
/// </summary>
/// <param name="events">Where they stand, in the protocol's partition.</param>
internal sealed class CosmosEventFeed(
    IProtocolStore store, Container events, ChangesSince protocols, ChangesSince accesses, Requests requests, TimeProvider clock) : IEventFeed
{
    private const string Mine = "changes:";

    /// <summary>Who asks is answered by then, with what there is and that there is more; each call makes some way.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    /// <summary>Later than what is too old to be made an event: so none is made a second time.</summary>
    private static readonly int seconds = (int)(IEventFeed.Kept + TimeSpan.FromDays(5)).TotalSeconds;

    public async Task<EventPage> ReadAsync(string? after, int limit, string? client, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (after?.StartsWith(Mine, StringComparison.Ordinal) == false)
            throw new FormatException("This is no place among these events.");
        var began = clock.GetTimestamp();
        var whole = await MakeAsync(() => clock.GetElapsedTime(began) < patience, cancellation);
        var from = after is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(after[Mine.Length..]);
        using var changes = events.GetChangeFeedStreamIterator(from, ChangeFeedMode.LatestVersion, new() { PageSizeHint = limit });
        while (true)
        {
            using var answer = await requests.SendAsync(() => changes.ReadNextAsync(cancellation), cancellation);
            var next = Mine + answer.ContinuationToken;
            if (answer.StatusCode == HttpStatusCode.NotModified)
                return new([], next, More: !whole);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw Requests.Surprise(answer);
            var found = (await CosmosJson.ReadAsync(answer, CosmosDocuments.Default.EventFeed, cancellation)).Documents
                .Where(document => client is null || document.Client == client)
                .Select(document => document.Event)
                .ToList();
            // What a partition has left over does not show; only an answer without any says that all were read.
            if (found.Count > 0 || clock.GetElapsedTime(began) >= patience)
                return new(found, next, More: true);
        }
    }

    /// <summary>False where changes are left for the next time.</summary>
    private async Task<bool> MakeAsync(Func<bool> goesOn, CancellationToken cancellation)
    {
        var begin = clock.GetUtcNow() - IEventFeed.Kept;
        var whole = await protocols.ReadAsync(
            begin,
            goesOn,
            async changed =>
            {
                foreach (var document in changed.Where(one => one.GetProperty("doc").GetString() == CosmosJson.Protocol))
                    await MakeAsync(document.Deserialize(DocumentJson.Default.ProtocolDocument)!, begin, cancellation);
            },
            cancellation);
        return await accesses.ReadAsync(
            begin,
            goesOn,
            async changed =>
            {
                foreach (var entry in changed.Select(one => one.Deserialize(CosmosDocuments.Default.AccessDocument)!))
                {
                    if (EventKinds.Of(new StoredAccess(entry.Number, entry.N, entry.Header, entry.Link, entry.Reason)) is { } made && made.Time >= begin)
                        await AddAsync(new(Id('a', entry.N), entry.Number, null, made, seconds), cancellation);
                }
            },
            cancellation) && whole;
    }

    /// <summary>Each after the one before it is there, so that whoever follows sees them in their order, however many make them at once.</summary>
    private async Task MakeAsync(ProtocolDocument document, DateTimeOffset begin, CancellationToken cancellation)
    {
        var last = await LastAsync(document.Number, cancellation);
        var client = document.State.OpenedByClient;
        foreach (var fact in await store.ReadStoredAsync(document, last + 1, document.State.Facts, cancellation))
        {
            if (EventKinds.Of(document.Number, fact) is { } made && made.Time >= begin)
                await AddAsync(new(Id('f', made.Sequence!.Value), document.Number, client, made, seconds), cancellation);
        }
    }

    /// <summary>The fact of the protocol's last event; 0 where it has none that is kept.</summary>
    private async Task<long> LastAsync(string number, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT TOP 1 * FROM c WHERE c.number = @number ORDER BY c.id DESC").WithParameter("@number", number);
        using var pages = events.GetItemQueryStreamIterator(query, null, new() { MaxItemCount = 1, PartitionKey = new(number) });
        while (pages.HasMoreResults)
        {
            using var page = await requests.SendAsync(() => pages.ReadNextAsync(cancellation), cancellation);
            if (page.StatusCode != HttpStatusCode.OK)
                throw Requests.Surprise(page);
            if ((await CosmosJson.ReadAsync(page, CosmosDocuments.Default.EventFeed, cancellation)).Documents is [var found, ..])
                return found.Event.Sequence ?? 0;
        }
        return 0;
    }

    private async Task AddAsync(EventDocument document, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, CosmosDocuments.Default.EventDocument);
        using var created = await requests.SendAsync(
            () => events.CreateItemStreamAsync(CosmosJson.Stream(json), new(document.Number), null, cancellation), cancellation);
        // Who else makes it now, or made it before, makes the same.
        if (created.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Conflict))
            throw Requests.Surprise(created);
    }

    /// <summary>Facts stand behind entries of the access log, and each sort as their numbers do.</summary>
    private static string Id(char what, long n) => string.Create(CultureInfo.InvariantCulture, $"{what}{n:D12}");
}
