using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;

namespace Protocols.Stores.Cosmos;

/// <summary>A document per scope with the first value that was never leased; a whole block is one conditional write.</summary>
internal sealed class CosmosNumberBlocks(Container container, Requests requests) : INumberBlocks
{
    public async Task<NumberBlock?> LeaseAsync(string scope, int size, long max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (max < 1)
            return null;
        while (true)
        {
            using var whole = await WholeAsync(scope, size, max, cancellationToken);
            switch (whole.StatusCode)
            {
                case HttpStatusCode.OK:
                    var next = (await CosmosJson.ReadAsync(whole, CosmosDocuments.Default.ScopeDocument, cancellationToken)).Next;
                    return new(next - size, next - 1);
                case HttpStatusCode.NotFound:
                    if (await FirstAsync(scope, Math.Min(size, max), cancellationToken) is { } first)
                        return first;
                    break;
                case HttpStatusCode.PreconditionFailed:
                    var (ended, rest) = await RestAsync(scope, size, max, cancellationToken);
                    if (ended)
                        return rest;
                    break;
                default:
                    throw Requests.Surprise(whole);
            }
        }
    }

    public async Task PassOverAsync(string scope, long last, CancellationToken cancellationToken)
    {
        var behind = new PatchItemRequestOptions { FilterPredicate = string.Create(CultureInfo.InvariantCulture, $"FROM c WHERE c.next <= {last}") };
        while (true)
        {
            using var moved = await requests.SendAsync(
                () => container.PatchItemStreamAsync(scope, new(scope), [PatchOperation.Set("/next", last + 1)], behind, cancellationToken), cancellationToken);
            switch (moved.StatusCode)
            {
                // Where it does not fit the scope is beyond it.
                case HttpStatusCode.OK or HttpStatusCode.PreconditionFailed:
                    return;
                case HttpStatusCode.NotFound:
                    if (await FirstAsync(scope, last, cancellationToken) is not null)
                        return;
                    break;
                default:
                    throw Requests.Surprise(moved);
            }
        }
    }

    /// <summary>Sent again after a lost answer it leases another block, and the first is lost as the port allows.</summary>
    private Task<ResponseMessage> WholeAsync(string scope, int size, long max, CancellationToken cancellation)
    {
        var fits = new PatchItemRequestOptions
        {
            FilterPredicate = string.Create(CultureInfo.InvariantCulture, $"FROM c WHERE c.next <= {max - size + 1}"),
            EnableContentResponseOnWrite = true,
        };
        return requests.SendAsync(
            () => container.PatchItemStreamAsync(scope, new(scope), [PatchOperation.Increment("/next", size)], fits, cancellation), cancellation);
    }

    /// <summary>The scope's first block; null when another process was faster.</summary>
    private async Task<NumberBlock?> FirstAsync(string scope, long last, CancellationToken cancellation)
    {
        var json = Json(new(scope, last + 1));
        using var created = await requests.SendAsync(
            () => container.CreateItemStreamAsync(CosmosJson.Stream(json), new(scope), null, cancellation), cancellation);
        return created.StatusCode switch
        {
            HttpStatusCode.Created => new(1, last),
            HttpStatusCode.Conflict => null,
            _ => throw Requests.Surprise(created),
        };
    }

    /// <summary>What is left at the end of the range, if it is less than a block.</summary>
    private async Task<(bool Ended, NumberBlock? Block)> RestAsync(string scope, int size, long max, CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => container.ReadItemStreamAsync(scope, new(scope), null, cancellation), cancellation);
        if (read.StatusCode != HttpStatusCode.OK)
            throw Requests.Surprise(read);
        var first = (await CosmosJson.ReadAsync(read, CosmosDocuments.Default.ScopeDocument, cancellation)).Next;
        if (first > max)
            return (true, null);
        if (max - first + 1 >= size)
            return (false, null);
        var json = Json(new(scope, max + 1));
        var unchanged = new ItemRequestOptions { IfMatchEtag = read.Headers.ETag };
        using var replaced = await requests.SendAsync(
            () => container.ReplaceItemStreamAsync(CosmosJson.Stream(json), scope, new(scope), unchanged, cancellation), cancellation);
        return replaced.StatusCode switch
        {
            HttpStatusCode.OK => (true, new(first, max)),
            HttpStatusCode.PreconditionFailed => (false, null),
            _ => throw Requests.Surprise(replaced),
        };
    }

    private static byte[] Json(ScopeDocument scope) => JsonSerializer.SerializeToUtf8Bytes(scope, CosmosDocuments.Default.ScopeDocument);
}
