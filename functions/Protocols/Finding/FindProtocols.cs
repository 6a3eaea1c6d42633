using Protocols.Cases;
using Protocols.Chain;
using Protocols.Ports;

namespace Protocols.Finding;

/// <summary>One page of what was found.</summary>
public sealed record FoundPage(IReadOnlyList<Protocol> Items, ListPosition? Next);

/// <summary>Lists protocols, and finds those whose number was lost by what identifies the person or the order (M21).</summary>
public sealed class FindProtocols(IProtocolStore store, KeyRing ring)
{
    public async Task<FoundPage> RunAsync(ProtocolQuery query, PersonQuery? person, CancellationToken cancellation)
    {
        var asked = person is null ? query : query with { Keys = LookupKeys.Ask(person, ring) };
        var page = await store.ListAsync(asked, cancellation);
        var items = new List<Protocol>(page.Items.Count);
        foreach (var document in page.Items)
        {
            using var found = Case.Open(new(document, ""), ring);
            items.Add(found.State);
        }
        return new(items, page.Next);
    }
}
