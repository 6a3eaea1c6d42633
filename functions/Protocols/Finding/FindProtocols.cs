using Protocols.Accessing;
using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Finding;

/// <summary>One page of what was found.</summary>
public sealed record FoundPage(IReadOnlyList<Protocol> Items, ListPosition? Next);

/// <summary>Lists protocols, and finds those whose number was lost by what identifies the person or the order (M21).</summary>
/// <param name="log">Told of each protocol before it is shown, where a person was searched for or customers are shown in full.</param>
public sealed class FindProtocols(IProtocolStore store, KeyRing ring, LogAccess log)
{
    /// <summary>A day has no more calls than that for anybody to make; of a longer list the oldest cases are left out.</summary>
    private const int MostCases = 2_000;

    /// <summary>A page of which each protocol is logged holds no more than this; the next page has the others.</summary>
    private const int MostLogged = 50;

    /// <summary>The returns that are to be made on a local day, an owner's or everybody's, by time (M10).</summary>
    public async Task<IReadOnlyList<(Protocol State, Callback Callback)>> CallsAsync(
        DateOnly day, string? owner, Caller caller, CancellationToken cancellation)
    {
        var found = new List<Protocol>();
        var query = new ProtocolQuery { Keys = [[CallList.Key(day)]], Owner = owner, Limit = 200 }.SeenBy(caller);
        for (ListPosition? next = null; found.Count < MostCases;)
        {
            var page = await ReadAsync(query with { After = next }, cancellation);
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
            var read = await new ReadProtocol(store, ring, log).StateAsync(tracked.Number, caller, cancellation);
            return new(read.Succeeded ? [read.Value] : [], null);
        }
        return caller.Document is { } document
            ? await ReadAsync(new() { Limit = limit, After = after, Keys = LookupKeys.Ask(new(document.Value, null, null, null, null), ring) }, cancellation)
            : new([], null);
    }

    /// <summary>Those of which something was removed in a month; a customer's own, or everybody's.</summary>
    /// <param name="key">As <see cref="Keeping.RemovalList"/> gives it.</param>
    public async Task<FoundPage> RemovedAsync(Caller caller, string key, int limit, ListPosition? after, CancellationToken cancellation)
    {
        var query = new ProtocolQuery { Keys = [[key]], Limit = limit, After = after };
        if (caller.Is(Roles.ReadingStaff))
            return await ReadAsync(query, cancellation);
        if (caller.Tracks is not null)
            return await OwnAsync(caller, limit, after, cancellation);
        // What is erased bears no document any more, so it is nobody's.
        return caller.Document is { } document
            ? await ReadAsync(query with { Keys = [[key], .. LookupKeys.Ask(new(document.Value, null, null, null, null), ring)] }, cancellation)
            : new([], null);
    }

    /// <summary>Those that stand on a list of the service's own, newest first.</summary>
    /// <param name="key">As the list gives it.</param>
    public Task<FoundPage> ListedAsync(string key, Caller caller, int limit, ListPosition? after, CancellationToken cancellation) =>
        ReadAsync(new ProtocolQuery { Keys = [[key]], Limit = limit, After = after }.SeenBy(caller), cancellation);

    /// <summary>Those of the person with this document, newest first.</summary>
    /// <param name="document">Normalised.</param>
    public Task<FoundPage> OfPersonAsync(string document, int limit, ListPosition? after, CancellationToken cancellation) =>
        ReadAsync(new() { Keys = LookupKeys.Ask(new(document, null, null, null, null), ring), Limit = limit, After = after }, cancellation);

    public async Task<FoundPage> RunAsync(ProtocolQuery query, PersonQuery? person, Caller caller, CancellationToken cancellation)
    {
        var asked = (person is null ? query : query with { Keys = LookupKeys.Ask(person, ring) }).SeenBy(caller);
        if (person is not { IdentifiesPerson: true } && !caller.Is(Roles.Compliance | Roles.Regulator))
            return await ReadAsync(asked, cancellation);
        var found = await ReadAsync(asked with { Limit = Math.Min(asked.Limit, MostLogged) }, cancellation);
        await Task.WhenAll(found.Items.Select(one => log.RunAsync(one.Number, caller, AccessKind.Found, null, null, cancellation)));
        return found;
    }

    private async Task<FoundPage> ReadAsync(ProtocolQuery asked, CancellationToken cancellation)
    {
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
