using System.Runtime.CompilerServices;
using System.Text.Json;
using Protocols.Accessing;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Exchange;

/// <summary>Takes protocols out as they stand, one after the other, to be kept by another service or read by anybody. It changes nothing.</summary>
public sealed class ExportProtocols(StoreSet stores)
{
    private const int Chunk = 200;

    /// <summary>Every version of the rules, the first first.</summary>
    public async IAsyncEnumerable<ExchangeLine> RulesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var version = 1; await stores.Catalogues.FindAsync(version, cancellation) is { } found; version++)
            yield return new() { Rules = JsonSerializer.Deserialize(found.Write(), ExchangeJson.Default.JsonElement) };
    }

    /// <returns>Null where there is no such protocol.</returns>
    /// <exception cref="InvalidDataException">It does not verify, or cannot be read; what is wrong is said.</exception>
    public async Task<ExchangeLine?> RunAsync(string number, CancellationToken cancellation)
    {
        if (await stores.Protocols.FindAsync(number, cancellation) is not { } stored)
            return null;
        // What would not be taken in is not given out as if it were whole.
        if ((await new VerifyProtocols(stores.Protocols, stores.Ring).RunAsync(number, cancellation)).Damages is [var damage, ..])
            throw new InvalidDataException(damage.What);
        using var found = Case.Open(stored, stores.Ring);
        var facts = await stores.Protocols.ReadStoredAsync(stored.Document, 1, found.State.Facts, cancellation);
        return new()
        {
            Protocol = number,
            Facts = [.. facts.Select((fact, i) => Plain(fact, i + 1, found.Key))],
            Accesses = await AccessesAsync(number, found.Key, cancellation),
        };
    }

    /// <summary>The recordings and attachments of a protocol that are kept.</summary>
    public async Task<IReadOnlyList<(ContentName Name, long Size, string Sha256)>> ContentsAsync(string number, CancellationToken cancellation) =>
        await stores.Protocols.FindAsync(number, cancellation) is { } stored
            ? [.. VerifyContents.Kept(stored.Document.State).Select(one => (ContentName.Of(number, one.Id), one.Size, one.Sha256))]
            : [];

    private static ExchangedFact Plain(StoredFact fact, long n, DataKey? key)
    {
        if (key is null || fact.Body is null)
            return new(fact.Header, fact.Link, null, null);
        var (salt, body) = FactCodec.OpenBody(fact, n, key);
        return new(fact.Header, fact.Link, salt, body);
    }

    private async Task<IReadOnlyList<ExchangedAccess>?> AccessesAsync(string number, DataKey? key, CancellationToken cancellation)
    {
        var all = new List<ExchangedAccess>();
        while (await stores.AccessLog.ListAsync(number, all.Count, Chunk, cancellation) is { Count: > 0 } entries)
            all.AddRange(entries.Select(entry => new ExchangedAccess(entry.Header, entry.Link, AccessCodec.OpenReason(entry, key))));
        return all.Count == 0 ? null : all;
    }
}
