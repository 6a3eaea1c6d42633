using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;
using Protocols.Webhooks;

namespace Protocols.Stores.Cosmos;

/// <summary>One document with the whole list, replaced under its ETag.</summary>
internal sealed class CosmosWebhooks(Container container, Requests requests) : IWebhooks
{
    private readonly OneDocument document = new(container, requests, "webhooks");

    public async Task<WebhookList> ReadAsync(CancellationToken cancellation) => await document.ReadAsync(cancellation) is var (content, version)
        ? new(JsonSerializer.Deserialize(content, WebhookJson.Default.IReadOnlyListWebhook)!, version)
        : WebhookList.Empty;

    public Task<bool> WriteAsync(WebhookList list, CancellationToken cancellation) =>
        document.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(list.Items, WebhookJson.Default.IReadOnlyListWebhook), list.Version, cancellation);
}
