using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Protocols.Stores.Cosmos;

/// <summary>
/// A container's changes, each document as it stands now, read on from where any process was last done with them. Two that read at once
/// see the same changes, and a position is written only after they were taken: so each is taken once at least.
/// </summary>
/// <param name="positions">Where it is written down how far they were read.</param>
/// <param name="id">Under which id.</param>
internal sealed class ChangesSince(Container container, Container positions, Requests requests, string id)
{
    private const int Page = 100;

    /// <param name="begin">Where nothing was read yet, changes from then on.</param>
    /// <param name="goesOn">Asked after each page; what is left where it says no is for the next time.</param>
    /// <param name="take">Takes a page, more than once where something breaks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether all was taken that had changed.</returns>
    public async Task<bool> ReadAsync(
        DateTimeOffset begin, Func<bool> goesOn, Func<IReadOnlyList<JsonElement>, Task> take, CancellationToken cancellation)
    {
        var from = await PositionAsync(cancellation) is { } position
            ? ChangeFeedStartFrom.ContinuationToken(position)
            : ChangeFeedStartFrom.Time(begin.UtcDateTime);
        using var changes = container.GetChangeFeedStreamIterator(from, ChangeFeedMode.LatestVersion, new() { PageSizeHint = Page });
        do
        {
            using var answer = await requests.SendAsync(() => changes.ReadNextAsync(cancellation), cancellation);
            if (answer.StatusCode == HttpStatusCode.NotModified)
                return true;
            if (answer.StatusCode != HttpStatusCode.OK)
                throw Requests.Surprise(answer);
            await take((await CosmosJson.ReadAsync(answer, CosmosDocuments.Default.ChangeFeed, cancellation)).Documents);
            await SaveAsync(answer.ContinuationToken, cancellation);
        }
        while (goesOn());
        return false;
    }

    private async Task<string?> PositionAsync(CancellationToken cancellation)
    {
        using var read = await requests.SendAsync(() => positions.ReadItemStreamAsync(id, new(id), null, cancellation), cancellation);
        return read.StatusCode switch
        {
            HttpStatusCode.OK => (await CosmosJson.ReadAsync(read, CosmosDocuments.Default.PositionDocument, cancellation)).Position,
            HttpStatusCode.NotFound => null,
            _ => throw Requests.Surprise(read),
        };
    }

    /// <summary>Whoever writes an earlier one over a later one only has what was taken taken again.</summary>
    private async Task SaveAsync(string position, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new(id, position), CosmosDocuments.Default.PositionDocument);
        using var written = await requests.SendAsync(
            () => positions.UpsertItemStreamAsync(CosmosJson.Stream(json), new(id), null, cancellation), cancellation);
        if (!written.IsSuccessStatusCode)
            throw Requests.Surprise(written);
    }
}
