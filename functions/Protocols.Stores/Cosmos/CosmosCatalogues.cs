using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Catalog.Versions;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>A document per version of the rules, created and never replaced.</summary>
internal sealed class CosmosCatalogues(Container container, Requests requests) : ICatalogues
{
    private const string Applied = "applied";

    public async Task<CatalogueVersion?> FindAsync(int version, CancellationToken cancellation)
    {
        var id = Id(version);
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(id, new(id), null, cancellation), cancellation);
        if (read.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (read.StatusCode != HttpStatusCode.OK)
            throw Requests.Surprise(read);
        var found = await CosmosJson.ReadAsync(read, CosmosDocuments.Default.CatalogueDocument, cancellation);
        return CatalogueVersion.Read(JsonMarshal.GetRawUtf8Value(found.Content));
    }

    public async Task<bool> AddAsync(CatalogueVersion added, CancellationToken cancellation)
    {
        var id = Id(added.Version);
        using var content = JsonDocument.Parse(added.Write());
        var json = JsonSerializer.SerializeToUtf8Bytes(new(id, content.RootElement), CosmosDocuments.Default.CatalogueDocument);
        using var created = await requests.SendAsync(
            () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(id), null, cancellation), cancellation);
        return created.StatusCode switch
        {
            HttpStatusCode.Created => true,
            HttpStatusCode.Conflict => false,
            _ => throw Requests.Surprise(created),
        };
    }

    public async Task<int> AppliedAsync(CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(Applied, new(Applied), null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => (await CosmosJson.ReadAsync(read, CosmosDocuments.Default.AppliedDocument, cancellation)).Version,
            HttpStatusCode.NotFound => 0,
            _ => throw Requests.Surprise(read),
        };
    }

    public async Task SetAppliedAsync(int version, CancellationToken cancellation)
    {
        // A pass is alone under its lease; if it were not, both would write what both have done.
        if (await AppliedAsync(cancellation) >= version)
            return;
        var json = JsonSerializer.SerializeToUtf8Bytes(new(Applied, version), CosmosDocuments.Default.AppliedDocument);
        using var written = await requests.SendAsync(
            () => container.UpsertItemStreamAsync(CosmosJson.Stream(json), new(Applied), null, cancellation), cancellation);
        if (!written.IsSuccessStatusCode)
            throw Requests.Surprise(written);
    }

    private static string Id(int version) => version.ToString(CultureInfo.InvariantCulture);
}
