using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Catalog.Versions;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Ports;

namespace Protocols.Sweeping;

/// <summary>
/// Brings policies and calendars that hold for open protocols, too, to each of those (M15). It goes through what is open, a page after
/// the other, until a whole round has found nothing more; then that is written down and costs nothing any more.
/// </summary>
public sealed class ApplyTerms(StoreSet stores, RuleBook book, AttendProtocol attend, TimeProvider clock)
{
    private const string Lease = "terms";
    private const int AtOnce = 16;

    private static readonly TimeSpan lease = TimeSpan.FromMinutes(5);

    /// <summary>So long after a version was published nobody opens protocols under the one before.</summary>
    private static readonly TimeSpan settled = RuleBook.Freshness + TimeSpan.FromSeconds(50);

    private int applied;

    /// <summary>What becomes of a protocol whose terms are of an earlier version.</summary>
    public static Decision Decide(Protocol protocol, int version) =>
        protocol.ClosedAt is not null || protocol.Terms >= version ? Decision.Nothing : new NewFact(new RulesChanged(version));

    /// <summary>Where nothing is to be brought to anybody it asks for nothing but the newest version.</summary>
    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        await book.CurrentAsync(cancellation);
        if (book.ToOpen is not { } version || version.Version <= applied)
            return SweepReport.Nothing;
        applied = await stores.Catalogues.AppliedAsync(cancellation);
        if (version.Version <= applied)
            return SweepReport.Nothing;
        if (dryRun)
            return await RoundAsync(version.Version, dryRun, Lease, cancellation);
        var holder = RandomNumberGenerator.GetHexString(32);
        if (!await stores.Leases.TakeAsync(Lease, holder, lease, cancellation))
            return SweepReport.Nothing with { Busy = true };
        try
        {
            var began = clock.Now();
            var round = await RoundAsync(version.Version, dryRun, holder, cancellation);
            // What will never be read stays as it is; what only failed now is tried again.
            if (round.Written == 0 && round.Failures.All(failure => IsForGood(failure.Error)) && began >= version.At + settled)
                await stores.Catalogues.SetAppliedAsync(version.Version, cancellation);
            return round;
        }
        finally
        {
            await stores.Leases.ReleaseAsync(Lease, holder, CancellationToken.None);
        }
    }

    private static bool IsForGood(Exception error) => error is JsonException or CryptographicException or InvalidDataException;

    private async Task<SweepReport> RoundAsync(int version, bool dryRun, string holder, CancellationToken cancellation)
    {
        var report = SweepReport.Nothing;
        await foreach (var page in OpenCases.PagesAsync(stores.Protocols, cancellation))
        {
            if (!dryRun && !await stores.Leases.TakeAsync(Lease, holder, lease, cancellation))
                return report with { Busy = true };
            List<string> due = [.. page.Where(item => item.State.Terms < version).Select(item => item.Number)];
            report += dryRun ? new(due.Count, due.Count, false) : await BringAsync(due, version, cancellation);
        }
        return report;
    }

    private async Task<SweepReport> BringAsync(List<string> due, int version, CancellationToken cancellation)
    {
        var (written, failures) = (0, new ConcurrentBag<SweepFailure>());
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due, options, async (number, stop) =>
        {
            try
            {
                Interlocked.Add(ref written, await attend.RunAsync(number, (state, _, _) => Decide(state, version), stop) ?? 0);
            }
            // Whatever is wrong with one must not keep the others waiting.
            catch (Exception wrong) when (wrong is not (OperationCanceledException or StoreFullException or StoreBusyException))
            {
                failures.Add(new(number, wrong));
            }
        });
        return new(due.Count, written, false) { Failures = [.. failures] };
    }
}
