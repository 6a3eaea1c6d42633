using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Protocols.Stores.Cosmos;

/// <summary>A document with something whole in it, replaced under its ETag; it stands beside the company's rules.</summary>
/// <remarks>
/// Sent again after a lost answer a write is refused although it was done; whoever wrote reads again then and finds nothing left to do, or
/// does it once more.
/// </remarks>
internal sealed class OneDocument(Container container, Requests requests, string id)
{
    private readonly PartitionKey key = new(id);

    /// <returns>Null where there never was one.</returns>
    public async Task<(byte[] Content, string Version)?> ReadAsync(CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(id, key, null, cancellation), cancellation);
        if (read.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (read.StatusCode != HttpStatusCode.OK)
            throw Requests.Surprise(read);
        var found = await CosmosJson.ReadAsync(read, CosmosDocuments.Default.WholeDocument, cancellation);
        return (JsonMarshal.GetRawUtf8Value(found.Content).ToArray(), read.Headers.ETag);
    }

    /// <param name="version">What it must still stand under; null where there must be none.</param>
    /// <returns>False, with nothing written, where that is not so.</returns>
    public async Task<bool> WriteAsync(byte[] content, string? version, CancellationToken cancellation)
    {
        using var parsed = JsonDocument.Parse(content);
        var json = JsonSerializer.SerializeToUtf8Bytes(new(id, parsed.RootElement), CosmosDocuments.Default.WholeDocument);
        using var written = await requests.SendAsync(
            () => version is null
                ? container.CreateItemStreamAsync(CosmosJson.Stream(json), key, null, cancellation)
                : container.ReplaceItemStreamAsync(CosmosJson.Stream(json), id, key, new() { IfMatchEtag = version }, cancellation),
            cancellation);
        return written.StatusCode switch
        {
            HttpStatusCode.Created or HttpStatusCode.OK => true,
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound => false,
            _ => throw Requests.Surprise(written),
        };
    }
}
