using System.Text.Json;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;
using Protocols.Webhooks;

namespace Protocols.Stores.Embedded;

/// <summary>One row with the whole list, replaced under its version.</summary>
internal sealed class EmbeddedWebhooks(Readers readers, Writer? writer) : IWebhooks
{
    private readonly OneRow row = new(readers, writer, "webhooks");

    public Task<WebhookList> ReadAsync(CancellationToken cancellation) => Task.FromResult(row.Read(cancellation) is var (document, version)
        ? new WebhookList(JsonSerializer.Deserialize(document, WebhookJson.Default.IReadOnlyListWebhook)!, version)
        : WebhookList.Empty);

    public Task<bool> WriteAsync(WebhookList list, CancellationToken cancellation) =>
        row.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(list.Items, WebhookJson.Default.IReadOnlyListWebhook), list.Version, cancellation);
}
