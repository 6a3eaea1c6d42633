using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Finding;

/// <summary>One page of what was found.</summary>
public sealed record FoundPage(IReadOnlyList<Protocol> Items, ListPosition? Next);

/// <summary>Lists protocols, and finds those whose number was lost by what identifies the person or the order (M21).</summary>
public sealed class FindProtocols(IProtocolStore store, KeyRing ring)
{
    /// <summary>A day has no more calls than that for anybody to make; of a longer list the oldest cases are left out.</summary>
    private const int MostCases = 2_000;

    /// <summary>The returns that are to be made on a local day, an owner's or everybody's, by time (M10).</summary>
    public async Task<IReadOnlyList<(Protocol State, Callback Callback)>> CallsAsync(DateOnly day, string? owner, CancellationToken cancellation)
    {
        var found = new List<Protocol>();
        var query = new ProtocolQuery { Keys = [[CallList.Key(day)]], Owner = owner, Limit = 200 };
        for (ListPosition? next = null; found.Count < MostCases;)
        {
            var page = await RunAsync(query with { After = next }, null, cancellation);
            found.AddRange(page.Items);
            next = page.Next;
            if (next is null)
                break;
        }
        return
        [
            .. found.SelectMany(state => state.Callbacks.Where(one => one.IsOpen && one.Day == day).Select(one => (state, one)))
                .OrderBy(call => call.one.At).ThenBy(call => call.state.Number, StringComparer.Ordinal).ThenBy(call => call.one.Id),
        ];
    }

    /// <summary>A customer's own, newest first: those that bear his document, or the one he has shown to be his.</summary>
    public async Task<FoundPage> OwnAsync(Caller caller, int limit, ListPosition? after, CancellationToken cancellation)
    {
        if (caller.Tracks is { } tracked)
        {
            var read = await new ReadProtocol(store, ring).StateAsync(tracked.Number, caller, cancellation);
            return new(read.Succeeded ? [read.Value] : [], null);
        }
        return caller.Document is { } document
            ? await RunAsync(new() { Limit = limit, After = after }, new(document.Value, null, null, null, null), cancellation)
            : new([], null);
    }

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
