using System.Collections.Concurrent;
using System.Security.Cryptography;
using Protocols.Cases;
using Protocols.Chain;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Accessing;

/// <summary>
/// Writes down who is about to see or hear something; whoever shows it waits until that is on record. A player asks for one
/// recording in many ranges: those of one actor with the same reason within <see cref="OneHearing"/> are one entry.
/// </summary>
/// <param name="acts">Told too, so that what one person saw of many protocols is found by day.</param>
/// <param name="announce">Sees to it that other systems are told of an entry; it may be asked twice.</param>
public sealed class LogAccess(
    IAccessLog log, IProtocolStore store, KeyRing ring, TimeProvider clock, LogActs? acts = null, Func<StoredAccess, CancellationToken, Task>? announce = null)
{
    private const int LookedAt = 50, MostRemembered = 10_000;

    // What was just found or written, so that each further range costs no question to the store.
    private readonly ConcurrentDictionary<string, DateTimeOffset> heard = new();

    public static TimeSpan OneHearing { get; } = TimeSpan.FromMinutes(10);

    public async Task RunAsync(string number, Caller caller, AccessKind kind, string? item, string? reason, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return;
        using var found = Case.Open(stored, ring);
        await RunAsync(found, caller, kind, item, reason, cancellation);
    }

    public async Task RunAsync(Case of, Caller caller, AccessKind kind, string? item, string? reason, CancellationToken cancellation)
    {
        var (number, now, actor) = (of.State.Number, clock.Now(), caller.Actor);
        if (kind == AccessKind.RecordingHeard && await IsHearingAsync(of, actor, item, reason, now, cancellation))
            return;
        var salt = RandomNumberGenerator.GetBytes(FactCodec.SaltBytes);
        var written = await log.AppendAsync(
            number,
            last => AccessCodec.Behind(last, number, now, kind, actor, item, reason, of.Key, salt),
            cancellation);
        // A search is logged once by day, not for each protocol that it found.
        if (acts is not null && kind != AccessKind.Found)
            await acts.RunAsync(actor, kind, item is null ? number : $"{number} {item}", cancellation);
        await AnnounceAsync(written, cancellation);
        if (kind == AccessKind.RecordingHeard)
            Remember(Hearing(number, actor, item, reason), now);
    }

    private async Task<bool> IsHearingAsync(
        Case of, Actor actor, string? item, string? reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var hearing = Hearing(of.State.Number, actor, item, reason);
        if (heard.TryGetValue(hearing, out var since) && now - since < OneHearing)
            return true;
        foreach (var stored in await log.NewestAsync(of.State.Number, LookedAt, cancellation))
        {
            var entry = AccessCodec.Open(stored, of.Key);
            if (now - entry.At >= OneHearing)
                return false;
            if (entry.Kind != AccessKind.RecordingHeard || entry.Item != item || entry.By != actor || entry.Reason != reason)
                continue;
            // Whoever wrote it may have died before it was made known.
            await AnnounceAsync(stored, cancellation);
            Remember(hearing, entry.At);
            return true;
        }
        return false;
    }

    private Task AnnounceAsync(StoredAccess entry, CancellationToken cancellation) => announce?.Invoke(entry, cancellation) ?? Task.CompletedTask;

    private void Remember(string hearing, DateTimeOffset at)
    {
        if (heard.Count >= MostRemembered)
            heard.Clear();
        heard[hearing] = at;
    }

    /// <summary>A hash, so that no reason stays in memory; an actor is told apart by all that the record says of him.</summary>
    private string Hearing(string number, Actor actor, string? item, string? reason) =>
        ring.LookupKey("hearing", $"{number}\0{actor.Role}\0{actor.Id}\0{actor.Name}\0{item}\0{reason}");
}
