using Protocols.Cases;
using Protocols.Chain;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Accessing;

/// <summary>A run of a protocol's access log.</summary>
/// <param name="Next">Further entries are asked for after this number; null where these are the last.</param>
public sealed record AccessPage(IReadOnlyList<AccessEntry> Items, long? Next);

/// <summary>Shows compliance and regulators who saw or heard what (M25).</summary>
public sealed class ReadAccessLog(IAccessLog log, IProtocolStore store, KeyRing ring)
{
    private const int Chunk = 200;

    public async Task<Result<AccessPage>> RunAsync(string number, Caller caller, long after, int limit, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return Refusals.NotFound;
        using var found = Case.Open(stored, ring);
        if (!caller.CanSee(found.State))
            return Refusals.NotFound;
        var entries = await log.ListAsync(number, after, limit + 1, cancellation);
        var shown = entries.Take(limit).Select(entry => AccessCodec.Open(entry, found.Key)).ToList();
        return new AccessPage(shown, entries.Count > limit ? shown[^1].N : null);
    }

    /// <summary>What is wrong with a protocol's access log, each with the entry at fault.</summary>
    public async Task<IReadOnlyList<Damage>> VerifyAsync(string number, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return [];
        using var found = Case.Open(stored, ring);
        var damages = new List<Damage>();
        var (link, n) = (FactCodec.Origin, 0L);
        while (await log.ListAsync(number, n, Chunk, cancellation) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                if (AccessCodec.Fault(entry, number, n + 1, link, found.Key) is { } what)
                    damages.Add(new(number, entry.N, what));
                (n, link) = (entry.N, entry.Link);
            }
        }
        return damages;
    }
}
