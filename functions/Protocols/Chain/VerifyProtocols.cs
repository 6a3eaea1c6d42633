using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Cases;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Ports;

namespace Protocols.Chain;

/// <summary>Something in the record is not as the service wrote it.</summary>
/// <param name="Fact">The first fact at fault; null where it is the state, the index or the whole document.</param>
/// <param name="What">Stable, kebab-case.</param>
public sealed record Damage(string Number, long? Fact, string What);

/// <summary>What verifying one protocol found.</summary>
/// <param name="Facts">How many facts were held against their chain.</param>
public sealed record Verified(int Facts, IReadOnlyList<Damage> Damages);

/// <summary>
/// Holds a protocol against its own chain (M27): every link, every body, and that folding the facts gives the state and the
/// look-up keys that are kept. Reports everything it finds and goes on.
/// </summary>
public sealed class VerifyProtocols(IProtocolStore store, KeyRing ring)
{
    public async Task<Verified> RunAsync(string number, CancellationToken cancellation)
    {
        ProtocolDocument document;
        var stored = new List<StoredFact>();
        var damages = new List<Damage>();
        try
        {
            if (await store.FindAsync(number, cancellation) is not { } found)
                return new(0, [new(number, null, "document-missing")]);
            document = found.Document;
            if (!IsComplete(document))
                return new(0, [new(number, null, "document-unreadable")]);
            var first = 1L;
            foreach (var range in document.Pages)
            {
                var page = await store.FindPageAsync(number, range.First, cancellation);
                if (page is null)
                    damages.Add(new(number, range.First, "page-missing"));
                else if (range.First != first || !IsThePage(page, range))
                    damages.Add(new(number, range.First, "page-changed"));
                stored.AddRange(page?.Facts ?? []);
                first = range.Last + 1;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidDataException)
        {
            return new(0, [new(number, null, "document-unreadable")]);
        }
        stored.AddRange(document.Facts);
        if (document.Number != number)
            damages.Add(new(number, null, "number-changed"));
        return Check(document, stored, damages);
    }

    /// <summary>Holds a document that is not kept yet against all its facts.</summary>
    internal Verified Check(ProtocolDocument document) => Check(document, [.. document.Facts], []);

    private Verified Check(ProtocolDocument document, List<StoredFact> stored, List<Damage> damages)
    {
        using var key = OpenKey(document, damages);
        CheckChain(document, stored, key, damages);
        if (damages.Count == 0)
            CheckState(document, stored, key, damages);
        return new(stored.Count, damages);
    }

    /// <summary>Damaged JSON may read as a document with holes where none can be.</summary>
    private static bool IsComplete(ProtocolDocument document) =>
        document is { Number: not null, Index: not null, State: not null, Facts: not null }
        && document.Pages.All(range => range is not null);

    private static bool IsThePage(FactPage page, PageRange range) =>
        page.Facts is [.., var last]
        && last?.Link == range.Head
        && page.First == range.First
        && page.Facts.Count == range.Last - range.First + 1;

    private DataKey? OpenKey(ProtocolDocument document, List<Damage> damages)
    {
        // That the chain has the fact behind it is checked with the state.
        if (document is { Key: null, Personal: null, State.ErasedAt: not null })
            return null;
        if (document.Key is null || document.Personal is null)
        {
            // Nothing lawful removes them without a fact on record.
            damages.Add(new(document.Number, null, "data-key-missing"));
            return null;
        }
        try
        {
            return ring.Unwrap(document.Key, document.Number);
        }
        catch (Exception changed) when (changed is CryptographicException or ArgumentException)
        {
            damages.Add(new(document.Number, null, "data-key-changed"));
            return null;
        }
    }

    private static void CheckChain(ProtocolDocument document, List<StoredFact> stored, DataKey? key, List<Damage> damages)
    {
        var link = FactCodec.Origin;
        var n = 0L;
        foreach (var fact in stored)
        {
            n++;
            if (Fault(fact, n, link, key) is { } what)
                damages.Add(new(document.Number, n, what));
            link = fact?.Link ?? "";
        }
        if (n != document.State.Facts)
            damages.Add(new(document.Number, Math.Min(n, document.State.Facts) + 1, "facts-missing"));
    }

    private static string? Fault(StoredFact fact, long n, string linkBefore, DataKey? key)
    {
        try
        {
            if (fact is not { Link: not null } || FactCodec.Link(linkBefore, fact.Header) != fact.Link)
                return "header-changed";
            var header = fact.Header.Deserialize(FactJson.Default.FactHeader)!;
            if (header.N != n)
                return "out-of-order";
            if (key is not null && !FactCodec.BodyMatches(fact, n, header.BodyHash, key))
                return "body-changed";
            FactKinds.Read(header.Kind, header.Terms);
            return null;
        }
        catch (CryptographicException)
        {
            return "body-changed";
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException)
        {
            return "header-changed";
        }
    }

    private void CheckState(ProtocolDocument document, List<StoredFact> stored, DataKey? key, List<Damage> damages)
    {
        if (Fold(stored, key) is not { } folded)
        {
            damages.Add(new(document.Number, null, "facts-contradictory"));
            return;
        }
        if (folded.Number != document.Number)
            damages.Add(new(document.Number, 1, "number-changed"));
        if (Json(folded) != Json(document.State))
            damages.Add(new(document.Number, null, "state-changed"));
        if (key is null && folded.ErasedAt is null)
            return;
        try
        {
            using var opened = Case.Open(new(document, ""), ring);
            if (!CanonicalPersonal(opened.State.Personal).SequenceEqual(CanonicalPersonal(folded.Personal)))
                damages.Add(new(document.Number, null, "personal-data-changed"));
        }
        catch (CryptographicException)
        {
            damages.Add(new(document.Number, null, "personal-data-changed"));
        }
        if (!LookupKeys.AreOf(folded, document.Index.Keys, ring)
            || CaseWriter.Index(folded, document.Index.Keys).Differs(document.Index))
            damages.Add(new(document.Number, null, "index-changed"));
    }

    /// <summary>Null where an intact chain tells what cannot have happened: somebody wrote it anew, and it may hold anything.</summary>
    private static Protocol? Fold(List<StoredFact> stored, DataKey? key)
    {
        try
        {
            return Protocol.Fold(stored.Select(fact => FactCodec.Open(fact, key)));
        }
        catch (Exception impossible) when (impossible is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static string Json(Protocol state) => JsonSerializer.Serialize(state, DocumentJson.Default.Protocol);

    /// <summary>Business facts have no order: a fact's body keeps them by name, the state as they came.</summary>
    private static byte[] CanonicalPersonal(Personal personal) =>
        CanonicalJson.Write(JsonSerializer.SerializeToElement(personal, DocumentJson.Default.Personal));
}
