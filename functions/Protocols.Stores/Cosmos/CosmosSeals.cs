using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;
using Protocols.Proving.Seals;

namespace Protocols.Stores.Cosmos;

/// <summary>
/// A document per day and per page of leaves, created and never replaced. The database's owner could: where the law asks for more, the seals belong
/// on storage with a policy of immutability.
/// </summary>
internal sealed class CosmosSeals(Container container, Requests requests) : ISeals
{
    public async Task<DaySeal?> FindAsync(DateOnly day, CancellationToken cancellation) =>
        (await FindAsync(Id(day), cancellation))?.Content.Deserialize(SealJson.Default.DaySeal);

    public async Task<SealPage?> FindPageAsync(string root, CancellationToken cancellation) =>
        (await FindAsync(Id(root), cancellation))?.Content.Deserialize(SealJson.Default.SealPage);

    public Task AddPageAsync(SealPage page, CancellationToken cancellation) =>
        CreateAsync(Id(page.Root), JsonSerializer.SerializeToElement(page, SealJson.Default.SealPage), cancellation);

    public Task<bool> AddAsync(DaySeal seal, CancellationToken cancellation) =>
        CreateAsync(Id(seal.Day), JsonSerializer.SerializeToElement(seal, SealJson.Default.DaySeal), cancellation);

    private async Task<bool> CreateAsync(string id, JsonElement content, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new(id, content), CosmosDocuments.Default.SealDocument);
        using var created = await requests.SendAsync(
            () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(id), null, cancellation), cancellation);
        return created.StatusCode switch
        {
            HttpStatusCode.Created => true,
            HttpStatusCode.Conflict => false,
            _ => throw Requests.Surprise(created),
        };
    }

    private async Task<SealDocument?> FindAsync(string id, CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(id, new(id), null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => await CosmosJson.ReadAsync(read, CosmosDocuments.Default.SealDocument, cancellation),
            HttpStatusCode.NotFound => null,
            _ => throw Requests.Surprise(read),
        };
    }

    private static string Id(DateOnly day) => day.ToString("'day-'yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Id(string root) => $"page-{root}";
}
