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
            foreach (var range in document.Pages)
            {
                var page = await store.FindPageAsync(number, range.First, cancellation);
                if (page is null)
                    damages.Add(new(number, range.First, "page-missing"));
                stored.AddRange(page?.Facts ?? []);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidDataException)
        {
            return new(0, [new(number, null, "document-unreadable")]);
        }
        stored.AddRange(document.Facts);
        if (document.Number != number)
            damages.Add(new(number, null, "number-changed"));
        using var key = OpenKey(document, damages);
        CheckChain(document, stored, key, damages);
        if (damages.Count == 0)
            CheckState(document, stored, key, damages);
        return new(stored.Count, damages);
    }

    private DataKey? OpenKey(ProtocolDocument document, List<Damage> damages)
    {
        if (document.Key is null)
            return null;
        try
        {
            return ring.Unwrap(document.Key, document.Number);
        }
        catch (CryptographicException)
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
            link = fact.Link;
        }
        if (n != document.State.Facts)
            damages.Add(new(document.Number, Math.Min(n, document.State.Facts) + 1, "facts-missing"));
    }

    private static string? Fault(StoredFact fact, long n, string linkBefore, DataKey? key)
    {
        try
        {
            if (FactCodec.Link(linkBefore, fact.Header) != fact.Link)
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
        if (Fold(document.Number, stored, key) is not { } folded)
        {
            damages.Add(new(document.Number, null, "facts-contradictory"));
            return;
        }
        if (Json(folded) != Json(document.State))
            damages.Add(new(document.Number, null, "state-changed"));
        if (key is null)
            return;
        try
        {
            using var opened = Case.Open(new(document, ""), ring);
            if (PersonalJson(opened.State.Personal) != PersonalJson(folded.Personal))
                damages.Add(new(document.Number, null, "personal-data-changed"));
        }
        catch (CryptographicException)
        {
            damages.Add(new(document.Number, null, "personal-data-changed"));
        }
        if (CaseWriter.Index(folded, LookupKeys.Of(folded.Personal, ring)).Differs(document.Index))
            damages.Add(new(document.Number, null, "index-changed"));
    }

    /// <summary>Null where the facts, each well-formed, are no history: there is none, or the first opens nothing.</summary>
    private static Protocol? Fold(string number, List<StoredFact> stored, DataKey? key)
    {
        var facts = stored.Select(fact => FactCodec.Open(fact, key)).ToList();
        return facts is [{ Terms: Opened }, ..] && facts.Skip(1).All(fact => fact.Terms is not Opened) ? Protocol.Fold(number, facts) : null;
    }

    private static string Json(Protocol state) => JsonSerializer.Serialize(state, DocumentJson.Default.Protocol);

    private static string PersonalJson(Personal personal) => JsonSerializer.Serialize(personal, DocumentJson.Default.Personal);
}
