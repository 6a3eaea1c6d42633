using Protocols.Documents;
using Protocols.Ports;

namespace Protocols.Sweeping;

/// <summary>What a pass did.</summary>
/// <param name="Found">Protocols whose time had come.</param>
/// <param name="Written">Facts that were written; in a dry run those that would be.</param>
/// <param name="Failed">Protocols that could not be attended to and were put off.</param>
/// <param name="Busy">Another process was just doing it, so nothing was done here.</param>
public sealed record SweepReport(int Found, int Written, int Failed, bool Busy);

/// <summary>
/// Goes through everything whose time has come, earliest first, until nothing is left. Under a lease, so that no two processes run
/// one pass at once; harmless if they did, since what is written is decided by each protocol's own facts.
/// </summary>
public sealed class Sweep(SweepKind kind, IProtocolStore store, ILeases leases, AttendProtocol attend, TimeProvider clock)
{
    private const int Batch = 200, AtOnce = 16;

    private static readonly TimeSpan lease = TimeSpan.FromMinutes(5);

    private readonly string holder = $"{Environment.MachineName}-{Environment.ProcessId}-{System.Security.Cryptography.RandomNumberGenerator.GetHexString(8)}";

    public SweepKind Kind => kind;

    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        if (dryRun)
            return await LookAsync(cancellation);
        var report = new SweepReport(0, 0, 0, false);
        try
        {
            while (await leases.TakeAsync(kind.Name, holder, lease, cancellation))
            {
                // Asked anew each time: whatever was attended to has moved on, and what failed was put off.
                var due = await store.AwaitingAsync(kind.Awaited, clock.Now(), Batch, cancellation);
                if (due.Count == 0)
                    return report;
                report = await AttendAsync(due, report, cancellation);
            }
            return report with { Busy = true };
        }
        finally
        {
            await leases.ReleaseAsync(kind.Name, holder, CancellationToken.None);
        }
    }

    private async Task<SweepReport> AttendAsync(IReadOnlyList<ProtocolDocument> due, SweepReport before, CancellationToken cancellation)
    {
        var (written, failed) = (0, 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due, options, async (document, stop) =>
        {
            try
            {
                Interlocked.Add(ref written, await attend.RunAsync(document.Number, kind.Decide, stop));
            }
            // Whatever is wrong with one must not keep the others waiting; it is told by the report and by the protocol itself.
            catch (Exception wrong) when (wrong is not (OperationCanceledException or StoreFullException or StoreBusyException))
            {
                Interlocked.Increment(ref failed);
                await attend.PutOffAsync(document.Number, kind.Awaited, wrong.GetType().Name, stop);
            }
        });
        return before with { Found = before.Found + due.Count, Written = before.Written + written, Failed = before.Failed + failed };
    }

    /// <summary>The first batch only: a look must not take longer than what it looks at.</summary>
    private async Task<SweepReport> LookAsync(CancellationToken cancellation)
    {
        var now = clock.Now();
        var due = await store.AwaitingAsync(kind.Awaited, now, Batch, cancellation);
        return new(due.Count, due.Sum(document => kind.Decide(document.State, now).Facts.Count), 0, false);
    }
}

/// <summary>One kind of pass: what it looks for, and what it decides of each that it finds.</summary>
/// <param name="Name">As it is called by, in paths and logs.</param>
public sealed record SweepKind(string Name, Awaited Awaited, Func<Protocol, DateTimeOffset, Decision> Decide);
