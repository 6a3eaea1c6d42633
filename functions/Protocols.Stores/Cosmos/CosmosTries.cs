using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>A document per key beside the receipts, where the database removes it once its window is over.</summary>
internal sealed class CosmosTries(Container container, Requests requests, TimeProvider clock) : ITries
{
    private const int MostAttempts = 20, GraceSeconds = 60;

    public Task<Tries> AddAsync(string key, TimeSpan window, CancellationToken cancellation) => ChangeAsync(
        key,
        there => there is null || there.Until <= clock.GetUtcNow()
            ? new(Id(key), 1, clock.GetUtcNow() + window, 0)
            : there with { Count = there.Count + 1 },
        cancellation);

    public Task ForgiveAsync(string key, CancellationToken cancellation) =>
        ChangeAsync(key, there => there is { Count: > 0 } ? there with { Count = there.Count - 1 } : null, cancellation);

    /// <param name="change">Null where nothing is to be done.</param>
    private async Task<Tries> ChangeAsync(string key, Func<TriesDocument?, TriesDocument?> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (there, version) = await ReadAsync(Id(key), cancellation);
            if (change(there) is not { } next)
                return default;
            // The time to live counts from the last write.
            next = next with { Ttl = (int)Math.Ceiling((next.Until - clock.GetUtcNow()).TotalSeconds) + GraceSeconds };
            if (await WriteAsync(next, version, cancellation))
                return new(next.Count, next.Until);
        }
        throw new StoreBusyException("Others count by the same key all the time.");
    }

    /// <returns>False where somebody was faster.</returns>
    private async Task<bool> WriteAsync(TriesDocument document, string? version, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, CosmosDocuments.Default.TriesDocument);
        var key = new PartitionKey(document.Id);
        using var written = await requests.SendAsync(
            () => version is null
                ? container.CreateItemStreamAsync(CosmosJson.Stream(json), key, null, cancellation)
                : container.ReplaceItemStreamAsync(CosmosJson.Stream(json), document.Id, key, new() { IfMatchEtag = version }, cancellation),
            cancellation);
        return written.StatusCode switch
        {
            HttpStatusCode.Created or HttpStatusCode.OK => true,
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound => false,
            _ => throw Requests.Surprise(written),
        };
    }

    private async Task<(TriesDocument? There, string? Version)> ReadAsync(string id, CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(id, new(id), null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => (await CosmosJson.ReadAsync(read, CosmosDocuments.Default.TriesDocument, cancellation), read.Headers.ETag),
            HttpStatusCode.NotFound => default,
            _ => throw Requests.Surprise(read),
        };
    }

    /// <summary>Receipts are named in hexadecimal and leases begin otherwise, so that they never meet.</summary>
    private static string Id(string key) => $"tries-{key}";
}
