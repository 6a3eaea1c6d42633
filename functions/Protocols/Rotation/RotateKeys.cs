using System.Collections.Concurrent;
using System.Security.Cryptography;
using Protocols.Accessing;
using Protocols.Cases;
using Protocols.Finding;
using Protocols.Keeping;
using Protocols.People;
using Protocols.Ports;
using Protocols.Sweeping;
using Protocols.Webhooks;

namespace Protocols.Rotation;

/// <summary>
/// Brings what is kept under an older key to the current one: each protocol's data key is wrapped anew, and its look-up hashes are made anew. Nothing else of it
/// changes, and requests go on meanwhile. It walks through all protocols, which only a rotation does; broken off, it begins again and finds what it has done already done.
/// A second walk, a day later, retires the older keys: until then requests of before the rotation may be repeated, and a process that has not been started anew may write.
/// </summary>
/// <param name="acts">Told of each walk that ended, and of what it retired.</param>
public sealed class RotateKeys(StoreSet stores, TimeProvider clock, LogActs? acts = null)
{
    private const string Lease = "keys";
    private const int Batch = 500, AtOnce = 16, MostAttempts = 20;

    private static readonly TimeSpan lease = TimeSpan.FromMinutes(5);

    /// <summary>How long after the last change of the current key the others may be retired.</summary>
    public static TimeSpan Settled { get; } = IdempotencyKey.Lifetime + TimeSpan.FromHours(1);

    /// <summary>Where no rotation is under way it asks for nothing but the record of the keys.</summary>
    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        if (stores.KeyUses is not { } uses || await UsesAsync(uses, cancellation) is not { IsRotating: true } known)
            return SweepReport.Nothing;
        var now = clock.Now();
        // A process with an older ring leaves it to those with the newer one.
        if (known.Current != stores.Ring.CurrentId)
            return SweepReport.Nothing with { Busy = true };
        if (known.Walk is { EndedAt: not null } && now < known.Since + Settled)
            return SweepReport.Nothing;
        if (dryRun)
            return await LookAsync(cancellation);
        var holder = RandomNumberGenerator.GetHexString(32);
        try
        {
            return await WalkAsync(uses, now, holder, cancellation);
        }
        finally
        {
            await stores.Leases.ReleaseAsync(Lease, holder, CancellationToken.None);
        }
    }

    /// <summary>What is on record; noted now where the database did not answer when the process began.</summary>
    private async Task<KeyUses?> UsesAsync(IKeyUses uses, CancellationToken cancellation)
    {
        if (await uses.FindAsync(cancellation) is { } stored && stored.Uses.Keys.Any(key => key.Id == stores.Ring.CurrentId))
            return stored.Uses;
        return await new TakeUpKeys(uses, stores.Ring, clock).RunAsync(cancellation) is null ? (await uses.FindAsync(cancellation))?.Uses : null;
    }

    private async Task<SweepReport> WalkAsync(IKeyUses uses, DateTimeOffset now, string holder, CancellationToken cancellation)
    {
        var (walk, report, blocked) = (new KeyWalk(now, 0, 0, 0), SweepReport.Nothing, false);
        if (stores.Webhooks is { } webhooks)
            report += SweepReport.Nothing with { Failures = await new Subscriptions(webhooks, clock).RewrapAsync(stores.Ring, cancellation) };
        if (stores.PersonHolds is { } persons)
            await new HeldPersons(persons, stores.Ring).RewrapAsync(cancellation);
        walk = walk with { Failed = report.Failures.Count };
        await foreach (var numbers in stores.Protocols.NumbersAsync(cancellation).Chunk(Batch).WithCancellation(cancellation))
        {
            if (!await stores.Leases.TakeAsync(Lease, holder, lease, cancellation))
                return report with { Busy = true };
            var (moved, failures) = await MoveAsync(numbers, cancellation);
            report += new SweepReport(moved, 0, false) { Failures = failures };
            blocked |= failures.Any(failure => failure.Error is not CryptographicException);
            walk = walk with { Seen = walk.Seen + numbers.Length, Moved = walk.Moved + moved, Failed = walk.Failed + failures.Count };
            if (!await NoteAsync(uses, known => known with { Walk = walk }, cancellation))
                return report with { Busy = true };
        }
        var ended = walk with { EndedAt = clock.Now() };
        var retired = new List<string>();
        // What no key of the ring opens keeps none of them in use; what could not be looked at may.
        var noted = await NoteAsync(
            uses,
            known =>
            {
                retired = blocked || now < known.Since + Settled ? [] : [.. known.Keys.Where(key => key.Id != known.Current && key.RetiredAt is null).Select(key => key.Id)];
                return known with { Walk = ended, Keys = [.. known.Keys.Select(key => retired.Contains(key.Id) ? key with { RetiredAt = now } : key)] };
            },
            cancellation);
        if (noted && acts is not null)
            await acts.RunAsync(Actor.Service, AccessKind.KeysRotated, string.Join(' ', [stores.Ring.CurrentId, .. retired.Select(id => $"-{id}")]), cancellation);
        return report;
    }

    private async Task<(int Moved, IReadOnlyList<SweepFailure> Failures)> MoveAsync(string[] numbers, CancellationToken cancellation)
    {
        var (moved, failures) = (0, new ConcurrentBag<SweepFailure>());
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(numbers, options, async (number, stop) =>
        {
            try
            {
                if (await MoveAsync(number, stop))
                    Interlocked.Increment(ref moved);
            }
            // Whatever is wrong with one must not keep the others waiting.
            catch (Exception wrong) when (wrong is not (OperationCanceledException or StoreFullException or StoreBusyException))
            {
                failures.Add(new(number, wrong));
            }
        });
        return (moved, [.. failures]);
    }

    /// <returns>False where it stands under the current key already, or under none.</returns>
    private async Task<bool> MoveAsync(string number, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await stores.Protocols.FindAsync(number, cancellation) is not { Document: { Key: { } wrapped } document } stored || !IsOlder(stored))
                return false;
            using var found = Case.Open(stored, stores.Ring);
            var next = document with
            {
                Key = stores.Ring.Rewrap(wrapped, number),
                Index = document.Index with { Keys = [.. LookupKeys.Of(found.State.Personal, stores.Ring), .. document.Index.Keys.Where(LookupKeys.IsListed)] },
            };
            if (await stores.Protocols.ReplaceAsync(stored, next, null, cancellation))
                return true;
        }
        throw new StoreBusyException("Others change the protocol all the time.");
    }

    private bool IsOlder(StoredProtocol stored) =>
        stored.Document.Key is { } key && (key.KeyId != stores.Ring.CurrentId || !LookupKeys.AreCurrent(stored.Document.Index.Keys, stores.Ring));

    /// <summary>Only while the current key is this process's own; somebody else may have begun another rotation.</summary>
    private async Task<bool> NoteAsync(IKeyUses uses, Func<KeyUses, KeyUses> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await uses.FindAsync(cancellation) is not { } stored || stored.Uses.Current != stores.Ring.CurrentId)
                return false;
            if (await uses.ReplaceAsync(stored, change(stored.Uses), cancellation))
                return true;
        }
        throw new StoreBusyException("Others note what is known of the keys all the time.");
    }

    /// <summary>The first batch only: a look must not take longer than what it looks at.</summary>
    private async Task<SweepReport> LookAsync(CancellationToken cancellation)
    {
        var older = 0;
        await foreach (var number in stores.Protocols.NumbersAsync(cancellation).Take(Batch).WithCancellation(cancellation))
        {
            if (await stores.Protocols.FindAsync(number, cancellation) is { } stored && IsOlder(stored))
                older++;
        }
        return new(older, 0, false);
    }
}
