using Protocols.Documents;
using Protocols.Facts;
using Protocols.Ports;

namespace Protocols.Cases;

/// <summary>Reads facts of a case by their number, from the document and, where they are older, from its pages.</summary>
public static class History
{
    /// <summary>Facts with numbers from <paramref name="first"/> to <paramref name="last"/>, in order.</summary>
    public static async Task<IReadOnlyList<Fact>> ReadAsync(
        this IProtocolStore store, Case of, long first, long last, CancellationToken cancellation) =>
        [.. (await store.ReadStoredAsync(of.Document, first, last, cancellation)).Select(of.Read)];

    /// <summary>The same as they are kept, which needs no key.</summary>
    public static async Task<IReadOnlyList<StoredFact>> ReadStoredAsync(
        this IProtocolStore store, ProtocolDocument document, long first, long last, CancellationToken cancellation)
    {
        var facts = new List<StoredFact>();
        foreach (var range in document.Pages.Where(range => range.First <= last && range.Last >= first))
        {
            var page = await store.FindPageAsync(document.Number, range.First, cancellation)
                ?? throw new InvalidOperationException($"Protocol {document.Number} lacks its page {range.First}.");
            Take(page.Facts, range.First);
        }
        Take(document.Facts, FirstIn(document));
        return facts;

        void Take(IReadOnlyList<StoredFact> stored, long n)
        {
            foreach (var fact in stored)
            {
                if (n >= first && n <= last)
                    facts.Add(fact);
                n++;
            }
        }
    }

    /// <summary>The case as it stood after fact <paramref name="to"/>, and the facts after <paramref name="from"/> that led there.</summary>
    internal static async Task<Changed> RecallAsync(
        this IProtocolStore store, Case of, long from, long to, CancellationToken cancellation)
    {
        var facts = await store.ReadAsync(of, 1, to, cancellation);
        return new(Protocol.Fold(facts), [.. facts.Skip((int)from)], facts[^1].Link, Replayed: true);
    }

    private static long FirstIn(ProtocolDocument document) => document.Pages.Count == 0 ? 1 : document.Pages[^1].Last + 1;
}
