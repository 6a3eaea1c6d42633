using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;
using Protocols.Webhooks;

namespace Protocols.Stores.Cosmos;

/// <summary>One document with the whole list, replaced under its ETag; it stands beside the company's rules.</summary>
internal sealed class CosmosWebhooks(Container container, Requests requests) : IWebhooks
{
    private const string Id = "webhooks";

    private static readonly PartitionKey key = new(Id);

    public async Task<WebhookList> ReadAsync(CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(Id, key, null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => new(
                (await CosmosJson.ReadAsync(read, CosmosDocuments.Default.WebhooksDocument, cancellation)).Content
                    .Deserialize(WebhookJson.Default.IReadOnlyListWebhook)!,
                read.Headers.ETag),
            HttpStatusCode.NotFound => WebhookList.Empty,
            _ => throw Requests.Surprise(read),
        };
    }

    /// <remarks>
    /// Sent again after a lost answer it is refused although it was done; whoever wrote reads the list again then and finds nothing left to do, or
    /// does it once more.
    /// </remarks>
    public async Task<bool> WriteAsync(WebhookList list, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new(Id, JsonSerializer.SerializeToElement(list.Items, WebhookJson.Default.IReadOnlyListWebhook)), CosmosDocuments.Default.WebhooksDocument);
        using var written = await requests.SendAsync(
            () => list.Version is null
                ? container.CreateItemStreamAsync(CosmosJson.Stream(json), key, null, cancellation)
                : container.ReplaceItemStreamAsync(CosmosJson.Stream(json), Id, key, new() { IfMatchEtag = list.Version }, cancellation),
            cancellation);
        return written.StatusCode switch
        {
            HttpStatusCode.Created or HttpStatusCode.OK => true,
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => false,
            _ => throw Requests.Surprise(written),
        };
    }
}
