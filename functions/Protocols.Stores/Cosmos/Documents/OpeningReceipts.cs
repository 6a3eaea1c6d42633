using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>Receipts of openings, each written before its protocol so that whatever breaks in between ends with the same number.</summary>
internal sealed class OpeningReceipts(Container container, Requests requests, TimeProvider clock)
{
    /// <summary>The database removes one only when no instance's clock calls it live any more.</summary>
    private const int GraceSeconds = 60;

    /// <summary>Writes the receipt where no live one has its key.</summary>
    /// <returns>The live one of another opening, with nothing written; null when this one stands there.</returns>
    public async Task<OpeningReceipt?> HoldAsync(OpeningReceipt receipt, CancellationToken cancellation)
    {
        var id = Id(receipt.Key);
        var now = clock.GetUtcNow();
        var document = new ReceiptDocument(
            id, receipt.Key, receipt.Body, receipt.Number, receipt.ExpiresAt, (int)(receipt.ExpiresAt - now).TotalSeconds + GraceSeconds);
        var json = JsonSerializer.SerializeToUtf8Bytes(document, CosmosDocuments.Default.ReceiptDocument);
        while (true)
        {
            using var created = await requests.SendAsync(
                () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(id), null, cancellation), cancellation);
            if (created.StatusCode == HttpStatusCode.Created)
                return null;
            if (created.StatusCode != HttpStatusCode.Conflict)
                throw Requests.Surprise(created);
            var (there, version) = await ReadAsync(id, cancellation);
            if (there is null)
                continue;
            // No two openings bear one number, so this is the same one, written with an answer that got lost.
            if (there.Number == receipt.Number)
                return null;
            if (there.ExpiresAt > now)
                return new(there.Key, there.Body, there.Number, there.ExpiresAt);
            var expired = new ItemRequestOptions { IfMatchEtag = version };
            using var replaced = await requests.SendAsync(
                () => container.ReplaceItemStreamAsync(CosmosJson.Stream(json), id, new(id), expired, cancellation), cancellation);
            if (replaced.StatusCode == HttpStatusCode.OK)
                return null;
        }
    }

    /// <summary>The live one under this key; null where there is none.</summary>
    public async Task<OpeningReceipt?> FindAsync(string key, CancellationToken cancellation)
    {
        var (there, _) = await ReadAsync(Id(key), cancellation);
        return there?.ExpiresAt > clock.GetUtcNow() ? new(there.Key, there.Body, there.Number, there.ExpiresAt) : null;
    }

    /// <summary>Takes back the receipt of an opening that was not done.</summary>
    public async Task ReleaseAsync(OpeningReceipt receipt, CancellationToken cancellation)
    {
        var id = Id(receipt.Key);
        var (there, version) = await ReadAsync(id, cancellation);
        if (there?.Number != receipt.Number)
            return;
        var unchanged = new ItemRequestOptions { IfMatchEtag = version };
        using var deleted = await requests.SendAsync(
            () => container.DeleteItemStreamAsync(id, new(id), unchanged, cancellation), cancellation);
    }

    private async Task<(ReceiptDocument? Receipt, string? Version)> ReadAsync(string id, CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(id, new(id), null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => (await CosmosJson.ReadAsync(read, CosmosDocuments.Default.ReceiptDocument, cancellation), read.Headers.ETag),
            HttpStatusCode.NotFound => default,
            _ => throw Requests.Surprise(read),
        };
    }

    /// <summary>Ids bear neither slash nor question mark; keys may.</summary>
    private static string Id(string key) => Convert.ToHexString(Encoding.UTF8.GetBytes(key));
}
