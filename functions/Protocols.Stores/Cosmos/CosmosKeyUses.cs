using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;
using Protocols.Rotation;

namespace Protocols.Stores.Cosmos;

/// <summary>One document, replaced under its ETag.</summary>
internal sealed class CosmosKeyUses(Container container, Requests requests) : IKeyUses
{
    private const string Id = "keys";

    public async Task<StoredKeyUses?> FindAsync(CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(Id, new(Id), null, cancellation), cancellation);
        if (read.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (read.StatusCode != HttpStatusCode.OK)
            throw Requests.Surprise(read);
        var found = await CosmosJson.ReadAsync(read, CosmosDocuments.Default.KeyUsesDocument, cancellation);
        return new(KeyUses.Read(JsonMarshal.GetRawUtf8Value(found.Content)), read.Headers.ETag);
    }

    public async Task<bool> ReplaceAsync(StoredKeyUses? expected, KeyUses next, CancellationToken cancellation)
    {
        using var content = JsonDocument.Parse(next.Write());
        var json = JsonSerializer.SerializeToUtf8Bytes(new(Id, content.RootElement), CosmosDocuments.Default.KeyUsesDocument);
        using var written = await requests.SendAsync(
            () => expected is null
                ? container.CreateItemStreamAsync(CosmosJson.Stream(json), new(Id), null, cancellation)
                : container.ReplaceItemStreamAsync(CosmosJson.Stream(json), Id, new(Id), new() { IfMatchEtag = expected.Version }, cancellation),
            cancellation);
        return written.StatusCode switch
        {
            HttpStatusCode.Created or HttpStatusCode.OK => true,
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound => false,
            _ => throw Requests.Surprise(written),
        };
    }
}
