using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Protocols.Documents;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>
/// Guarded writes of protocols. A refusal may be the echo of a write of our own whose answer was lost, so what stands there is
/// read and compared before the refusal is believed.
/// </summary>
internal sealed class ProtocolWrites(Container container, Requests requests)
{
    /// <returns>Null when it is written; otherwise the protocol that has the number already.</returns>
    public async Task<ProtocolDocument?> CreateAsync(ProtocolDocument document, CancellationToken cancellation)
    {
        var json = CosmosJson.Of(document);
        using var created = await requests.SendAsync(
            () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(document.Number), null, cancellation), cancellation);
        if (created.StatusCode == HttpStatusCode.Created)
            return null;
        if (created.StatusCode != HttpStatusCode.Conflict)
            throw Requests.Surprise(created);
        var there = await ReadAsync(document.Number, cancellation)
            ?? throw new InvalidDataException($"Protocol {document.Number} is said to exist and is not there.");
        return CosmosJson.Same(there.Document, document) ? null : there.Document;
    }

    /// <returns>False, with nothing replaced, when the protocol was changed meanwhile.</returns>
    public async Task<bool> ReplaceAsync(StoredProtocol expected, ProtocolDocument document, CancellationToken cancellation)
    {
        var json = CosmosJson.Of(document);
        var unchanged = new ItemRequestOptions { IfMatchEtag = expected.Version };
        using var replaced = await requests.SendAsync(
            () => container.ReplaceItemStreamAsync(CosmosJson.Stream(json), document.Number, new(document.Number), unchanged, cancellation),
            cancellation);
        return replaced.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.NotFound => false,
            HttpStatusCode.PreconditionFailed => await IsDoneAsync(expected, document, cancellation),
            _ => throw Requests.Surprise(replaced),
        };
    }

    /// <summary>Page and protocol in one transaction: a page that no protocol names would stand in the way of the next one.</summary>
    /// <exception cref="InvalidDataException">Other facts stand in the page's place; nothing was replaced.</exception>
    public async Task<bool> ReplaceAsync(StoredProtocol expected, ProtocolDocument document, FactPage page, CancellationToken cancellation)
    {
        var (json, pageJson) = (CosmosJson.Of(document), CosmosJson.Of(page));
        var unchanged = new TransactionalBatchItemRequestOptions { IfMatchEtag = expected.Version };
        using var answer = await requests.SendAsync(
            async () => Summary(await container.CreateTransactionalBatch(new(document.Number))
                .ReplaceItemStream(document.Number, CosmosJson.Stream(json), unchanged)
                .CreateItemStream(CosmosJson.Stream(pageJson))
                .ExecuteAsync(cancellation)),
            cancellation);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.NotFound => false,
            HttpStatusCode.PreconditionFailed => await IsDoneAsync(expected, document, cancellation),
            HttpStatusCode.Conflict => await AdoptAsync(page, cancellation) && await ReplaceAsync(expected, document, cancellation),
            _ => throw Requests.Surprise(answer),
        };
    }

    /// <exception cref="InvalidDataException">Other facts stand in the page's place.</exception>
    public async Task AddPageAsync(FactPage page, CancellationToken cancellation)
    {
        var json = CosmosJson.Of(page);
        using var created = await requests.SendAsync(
            () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(page.Number), null, cancellation), cancellation);
        if (created.StatusCode == HttpStatusCode.Conflict)
            await AdoptAsync(page, cancellation);
        else if (created.StatusCode != HttpStatusCode.Created)
            throw Requests.Surprise(created);
    }

    public static async Task<StoredProtocol?> StoredAsync(ResponseMessage read, CancellationToken cancellation) => read.StatusCode switch
    {
        HttpStatusCode.OK => new(await CosmosJson.ReadAsync(read, DocumentJson.Default.ProtocolDocument, cancellation), read.Headers.ETag),
        HttpStatusCode.NotFound => null,
        _ => throw Requests.Surprise(read),
    };

    public static async Task<FactPage?> PageAsync(ResponseMessage read, CancellationToken cancellation) => read.StatusCode switch
    {
        HttpStatusCode.OK => await CosmosJson.ReadAsync(read, DocumentJson.Default.FactPage, cancellation),
        HttpStatusCode.NotFound => null,
        _ => throw Requests.Surprise(read),
    };

    /// <summary>Ours stands there, or others have since gone on from it.</summary>
    private async Task<bool> IsDoneAsync(StoredProtocol expected, ProtocolDocument document, CancellationToken cancellation)
    {
        if (await ReadAsync(document.Number, cancellation) is not { Document: var there })
            return false;
        var isPast = document.Head != expected.Document.Head && there.State.Facts > document.State.Facts;
        return isPast
            ? there.Facts.Any(fact => fact.Link == document.Head) || there.Pages.Any(page => page.Head == document.Head)
            : CosmosJson.Same(there, document);
    }

    private async Task<bool> AdoptAsync(FactPage page, CancellationToken cancellation)
    {
        using var read = await requests.FindAsync(
            () => container.ReadItemStreamAsync(CosmosJson.PageId(page.Number, page.First), new(page.Number), null, cancellation), cancellation);
        var there = await PageAsync(read, cancellation);
        // Links chain everything before them, so equal links are equal facts.
        return there is not null && there.Facts.Select(fact => fact.Link).SequenceEqual(page.Facts.Select(fact => fact.Link))
            ? true
            : throw new InvalidDataException($"Page {page.First} of protocol {page.Number} holds other facts than those to be kept there.");
    }

    private async Task<StoredProtocol?> ReadAsync(string number, CancellationToken cancellation)
    {
        using var read = await requests.FindAsync(
            () => container.ReadItemStreamAsync(number, new(number), null, cancellation), cancellation);
        return await StoredAsync(read, cancellation);
    }

    /// <summary>A batch as one answer: of those that failed, the one that made the others fail with it.</summary>
    private static ResponseMessage Summary(TransactionalBatchResponse batch)
    {
        using (batch)
        {
            var failed = batch.FirstOrDefault(part => !part.IsSuccessStatusCode && part.StatusCode != HttpStatusCode.FailedDependency);
            var summary = new ResponseMessage(failed?.StatusCode ?? batch.StatusCode, errorMessage: batch.ErrorMessage);
            if (batch.RetryAfter is { } retryAfter)
                summary.Headers["x-ms-retry-after-ms"] = retryAfter.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
            return summary;
        }
    }
}
