using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Sweeping;

namespace Protocols.Proving.Seals;

/// <summary>
/// Seals every day that has ended since the last seal (M27), each once, under a lease; whatever else writes one, the first stays. A day has its
/// seal even where nothing happened, so that none can be missing.
/// </summary>
/// <param name="archive">Where each seal stands once more; null where there is no such place.</param>
public sealed class SealDays(IProtocolStore store, ISeals seals, ILeases leases, TimeZoneInfo zone, TimeProvider clock, ISealArchive? archive = null)
{
    private const int AtOnce = 16, DaysLookedBack = 800;

    /// <summary>For requests that were begun before midnight.</summary>
    private static readonly TimeSpan grace = TimeSpan.FromMinutes(10), lease = TimeSpan.FromMinutes(30);

    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        var yesterday = (clock.Now() - grace).LocalDay(zone).AddDays(-1);
        var last = await LastAsync(yesterday, cancellation);
        if (last?.Day == yesterday)
            return dryRun ? SweepReport.Nothing : await KeepAsync(last, cancellation);
        if (dryRun)
            return new(0, last is null ? 1 : yesterday.DayNumber - last.Day.DayNumber, false);
        var holder = RandomNumberGenerator.GetHexString(32);
        // Again, should that have broken off after the last one.
        var report = await KeepAsync(last, cancellation);
        try
        {
            for (var day = last?.Day.AddDays(1) ?? yesterday; day <= yesterday; day = day.AddDays(1))
            {
                if (!await leases.TakeAsync(Sweeps.Seal, holder, lease, cancellation))
                    return report with { Busy = true };
                report += await SealAsync(day, last, cancellation);
                last = await seals.FindAsync(day, cancellation);
                report += await KeepAsync(last, cancellation);
            }
            return report;
        }
        finally
        {
            await leases.ReleaseAsync(Sweeps.Seal, holder, CancellationToken.None);
        }
    }

    /// <summary>Puts a seal where it is written once. One that differs from what stands there is told by every pass: one of the two was tampered with.</summary>
    private async Task<SweepReport> KeepAsync(DaySeal? seal, CancellationToken cancellation)
    {
        if (seal is null || archive is null)
            return SweepReport.Nothing;
        var written = seal.Write();
        var kept = await archive.KeepAsync(seal.Day, written, cancellation);
        return kept.AsSpan().SequenceEqual(written)
            ? SweepReport.Nothing
            : SweepReport.Nothing with
            {
                Failures = [new($"{seal.Day:O}", new CryptographicException($"The seal of {seal.Day:O} is not the one that was archived."))],
            };
    }

    /// <summary>Null where there is none: then everything there is has its first seal.</summary>
    private async Task<DaySeal?> LastAsync(DateOnly from, CancellationToken cancellation)
    {
        for (var back = 0; back < DaysLookedBack; back++)
        {
            if (await seals.FindAsync(from.AddDays(-back), cancellation) is { } seal)
                return seal;
        }
        return null;
    }

    private async Task<SweepReport> SealAsync(DateOnly day, DaySeal? last, CancellationToken cancellation)
    {
        var (leaves, failures) = await LeavesAsync(day, last, cancellation);
        var pages = leaves.Values.OrderBy(leaf => leaf.Number, StringComparer.Ordinal).Chunk(SealPage.Most).Select(SealPage.Of).ToList();
        foreach (var page in pages)
            await seals.AddPageAsync(page, cancellation);
        var root = Merkle.Root(pages.Select(page => Convert.FromHexString(page.Root)).ToArray());
        var seal = new DaySeal(
            day, clock.Now(), leaves.Count, Convert.ToHexStringLower(root), last?.Hash(), [.. pages.Select(page => new SealedPage(page.Leaves[0].Number, page.Root))]);
        var written = await seals.AddAsync(seal, cancellation);
        return new(leaves.Count, written ? 1 : 0, false) { Failures = [.. failures] };
    }

    private async Task<(ConcurrentDictionary<string, Leaf> Leaves, ConcurrentBag<SweepFailure> Failures)> LeavesAsync(
        DateOnly day, DaySeal? last, CancellationToken cancellation)
    {
        var end = SealedDay.EndOf(day, zone);
        var known = await KnownAsync(last, cancellation);
        // The last sealed day once more: what was written late into it is not under its seal.
        var changed = last is null ? store.NumbersAsync(cancellation) : store.ChangedAsync(SealedDay.EndOf(last.Day, zone), cancellation);
        var since = last is null ? DateTimeOffset.MinValue : SealedDay.StartOf(last.Day, zone);
        var leaves = new ConcurrentDictionary<string, Leaf>();
        var failures = new ConcurrentBag<SweepFailure>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(changed, options, async (number, stop) =>
        {
            try
            {
                if (await LeafAsync(number, since, end, stop) is { } leaf && known.GetValueOrDefault(number) != leaf.Fact)
                    leaves[number] = leaf;
            }
            // One that cannot be read must not keep the others without their seal.
            catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidDataException or InvalidOperationException or KeyNotFoundException)
            {
                failures.Add(new(number, damaged));
            }
        });
        return (leaves, failures);
    }

    /// <summary>The last fact before the end, where it is not from before <paramref name="since"/>.</summary>
    private async Task<Leaf?> LeafAsync(string number, DateTimeOffset since, DateTimeOffset end, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { Document: var document })
            return null;
        var n = document.State.Facts;
        if (LastBefore(document.Facts, end) is var i and >= 0)
            return Of(document.Facts[i], n - document.Facts.Count + i + 1);
        foreach (var range in document.Pages.Reverse())
        {
            var page = await store.FindPageAsync(number, range.First, cancellation) ?? throw new InvalidDataException($"Protocol {number} lacks its page {range.First}.");
            if (LastBefore(page.Facts, end) is var j and >= 0)
                return Of(page.Facts[j], range.First + j);
        }
        return null;

        Leaf? Of(StoredFact fact, long at) => FindInclusion.At(fact) < since ? null : new(number, at, fact.Link);
    }

    private static int LastBefore(IReadOnlyList<StoredFact> facts, DateTimeOffset end)
    {
        var i = facts.Count - 1;
        while (i >= 0 && FindInclusion.At(facts[i]) >= end)
            i--;
        return i;
    }

    private async Task<Dictionary<string, long>> KnownAsync(DaySeal? last, CancellationToken cancellation)
    {
        var known = new Dictionary<string, long>();
        foreach (var page in last?.Pages ?? [])
        {
            foreach (var leaf in (await seals.FindPageAsync(page.Root, cancellation))?.Leaves ?? [])
                known[leaf.Number] = leaf.Fact;
        }
        return known;
    }
}
