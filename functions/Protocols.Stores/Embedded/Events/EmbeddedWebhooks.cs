using System.Globalization;
using System.Text.Json;
using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;
using Protocols.Webhooks;

namespace Protocols.Stores.Embedded;

/// <summary>One row with the whole list, replaced under its version.</summary>
internal sealed class EmbeddedWebhooks(Readers readers, Writer? writer) : IWebhooks
{
    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task<WebhookList> ReadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(on =>
        {
            using var found = on["SELECT version, document FROM webhooks WHERE id = 1"].BindAll();
            return found.Step()
                ? new(JsonSerializer.Deserialize(found.Bytes(1), WebhookJson.Default.IReadOnlyListWebhook)!, found.Number(0).ToString(CultureInfo.InvariantCulture))
                : WebhookList.Empty;
        }));
    }

    public Task<bool> WriteAsync(WebhookList list, CancellationToken cancellation)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(list.Items, WebhookJson.Default.IReadOnlyListWebhook);
        var version = list.Version is null ? 0 : long.Parse(list.Version, CultureInfo.InvariantCulture);
        return Writing.RunAsync(
            on =>
            {
                using var row = (version == 0
                    ? on["INSERT OR IGNORE INTO webhooks(id, version, document) VALUES(1, ?1 + 1, ?2)"]
                    : on["UPDATE webhooks SET version = ?1 + 1, document = ?2 WHERE id = 1 AND version = ?1"]).BindAll(version, document);
                return row.Run() > 0;
            },
            cancellation);
    }
}
