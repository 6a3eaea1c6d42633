using Protocols.Accessing;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Finding;

/// <summary>A protocol with part of its history, as one caller may see it.</summary>
/// <param name="Facts">In order of time.</param>
/// <param name="Before">Older ones can be asked for before this fact number; null where these begin the history.</param>
public sealed record ProtocolView(Protocol State, IReadOnlyList<Fact> Facts, long? Before, string Head);

/// <summary>A run of a protocol's history.</summary>
/// <param name="Before">Number to ask older ones with; null where there are none.</param>
/// <param name="After">Number to ask newer ones with; null where there are none.</param>
public sealed record TimelineView(Protocol State, IReadOnlyList<Fact> Facts, long? Before, long? After);

/// <summary>Reads protocols by number (M20) and their history in parts.</summary>
/// <param name="log">Told before compliance or a regulator sees anything.</param>
public sealed class ReadProtocol(IProtocolStore store, KeyRing ring, LogAccess log)
{
    /// <summary>Entries a protocol is answered with.</summary>
    public const int NewestEntries = 100;

    /// <summary>The protocol with its newest entries; null where it is not there or not the caller's.</summary>
    public async Task<Result<ProtocolView>> RunAsync(string number, Caller caller, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return Refusals.NotFound;
        using var found = Case.Open(stored, ring);
        if (!caller.CanSee(found.State))
            return Refusals.NotFound;
        await LogAsync(found, caller, cancellation);
        var (facts, before, _) = await WindowAsync(found, caller, null, null, NewestEntries, cancellation);
        return new ProtocolView(found.State, facts, before, found.Document.Head);
    }

    /// <summary>The protocol as it stands, without its entries.</summary>
    public async Task<Result<Protocol>> StateAsync(string number, Caller caller, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return Refusals.NotFound;
        using var found = Case.Open(stored, ring);
        return caller.CanSee(found.State) ? found.State : Refusals.NotFound;
    }

    /// <summary>Entries after or before a fact number, or the newest ones.</summary>
    public async Task<Result<TimelineView>> TimelineAsync(
        string number, Caller caller, long? after, long? before, int limit, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return Refusals.NotFound;
        using var found = Case.Open(stored, ring);
        if (!caller.CanSee(found.State))
            return Refusals.NotFound;
        await LogAsync(found, caller, cancellation);
        var (facts, older, newer) = await WindowAsync(found, caller, after, before, limit, cancellation);
        return new TimelineView(found.State, facts, older, newer);
    }

    private Task LogAsync(Case found, Caller caller, CancellationToken cancellation) => caller.Is(Roles.Compliance | Roles.Regulator)
        ? log.RunAsync(found, caller, AccessKind.Read, null, null, cancellation)
        : Task.CompletedTask;

    private async Task<(IReadOnlyList<Fact> Facts, long? Older, long? Newer)> WindowAsync(
        Case found, Caller caller, long? after, long? before, int limit, CancellationToken cancellation)
    {
        var all = found.State.Facts;
        var first = after is not null ? after.Value + 1 : Math.Max(1, Math.Min(before ?? long.MaxValue, all + 1) - limit);
        var last = after is not null ? Math.Min(all, after.Value + limit) : Math.Min((before ?? long.MaxValue) - 1, all);
        var facts = first > last ? [] : await store.ReadAsync(found, first, last, cancellation);
        if (Access.ViewOf(caller).IsCustomers())
            facts = [.. facts.Where(fact => fact.Visibility == Visibility.Public)];
        return (facts, first > 1 ? first : null, last < all ? Math.Max(last, first - 1) : null);
    }
}
