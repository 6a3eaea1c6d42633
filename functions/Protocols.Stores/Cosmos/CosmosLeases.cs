using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>A document per lease beside the receipts, where the database removes what was never given back.</summary>
internal sealed class CosmosLeases(Container container, Requests requests, TimeProvider clock) : ILeases
{
    private const int GraceSeconds = 60;

    public async Task<bool> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var id = Id(name);
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new LeaseDocument(id, holder, now + time, (int)time.TotalSeconds + GraceSeconds), CosmosDocuments.Default.LeaseDocument);
        using var created = await requests.SendAsync(
            () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(id), null, cancellation), cancellation);
        if (created.StatusCode == HttpStatusCode.Created)
            return true;
        if (created.StatusCode != HttpStatusCode.Conflict)
            throw Requests.Surprise(created);
        var (there, version) = await ReadAsync(id, cancellation);
        // What is gone by now may have been taken anew: only what was read is replaced.
        if (there is null || (there.Holder != holder && there.Until > now))
            return false;
        var unchanged = new ItemRequestOptions { IfMatchEtag = version };
        using var taken = await requests.SendAsync(
            () => container.ReplaceItemStreamAsync(CosmosJson.Stream(json), id, new(id), unchanged, cancellation), cancellation);
        // Somebody was faster, or it was just removed: the next pass finds out.
        return taken.StatusCode == HttpStatusCode.OK;
    }

    public async Task ReleaseAsync(string name, string holder, CancellationToken cancellation)
    {
        var id = Id(name);
        var (there, version) = await ReadAsync(id, cancellation);
        if (there?.Holder != holder)
            return;
        var unchanged = new ItemRequestOptions { IfMatchEtag = version };
        using var deleted = await requests.SendAsync(
            () => container.DeleteItemStreamAsync(id, new(id), unchanged, cancellation), cancellation);
    }

    private async Task<(LeaseDocument? Lease, string? Version)> ReadAsync(string id, CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(id, new(id), null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => (await CosmosJson.ReadAsync(read, CosmosDocuments.Default.LeaseDocument, cancellation), read.Headers.ETag),
            HttpStatusCode.NotFound => default,
            _ => throw Requests.Surprise(read),
        };
    }

    /// <summary>Receipts are named in hexadecimal, so that the two never meet.</summary>
    private static string Id(string name) => $"lease-{name}";
}
