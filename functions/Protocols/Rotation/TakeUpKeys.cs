using Protocols.Chain;
using Protocols.Ports;

namespace Protocols.Rotation;

/// <summary>
/// Holds a process's key ring against what is on record of the keys in use, and notes which is the current one, before anything is made under it. A ring that lacks
/// a key under which something may be kept, or has another in its place, is refused.
/// </summary>
public sealed class TakeUpKeys(IKeyUses store, KeyRing ring, TimeProvider clock)
{
    private const int MostAttempts = 20;

    /// <returns>Why the ring cannot be used, for the operator; null where it can.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var stored = await store.FindAsync(cancellation);
            if (stored?.Uses.Keys.Select(WhyNot).FirstOrDefault(reason => reason is not null) is { } wrong)
                return wrong;
            var next = Next(stored?.Uses);
            if (next == stored?.Uses || await store.ReplaceAsync(stored, next, cancellation))
                return null;
        }
        throw new StoreBusyException("Other processes take up their keys all the time.");
    }

    private string? WhyNot(KeyUse use) => ring.Mark(use.Id) switch
    {
        null when use.RetiredAt is null => $"the key ring lacks '{use.Id}', under which something is still kept; put it back and leave it there until the rotation has ended",
        { } mark when mark != use.Mark => $"the key ring's '{use.Id}' is another key than the one of that name that was in use; give each key a name of its own",
        _ => null,
    };

    private KeyUses Next(KeyUses? before)
    {
        // A ring of more keys over a database that knows of none was in use before there was this record.
        if (before is null)
            return new(ring.CurrentId, clock.Now(), [.. ring.Ids.Order(StringComparer.Ordinal).Select(id => new KeyUse(id, ring.Mark(id)!))]);
        if (before.Current == ring.CurrentId)
            return before;
        var others = before.Keys.Where(key => key.Id != ring.CurrentId);
        return new(ring.CurrentId, clock.Now(), [.. others, new(ring.CurrentId, ring.Mark(ring.CurrentId)!)]);
    }
}
