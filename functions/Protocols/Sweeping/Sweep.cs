using System.Collections.Concurrent;
using System.Security.Cryptography;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Ports;

namespace Protocols.Sweeping;

/// <summary>What a pass did.</summary>
/// <param name="Found">Protocols whose time had come.</param>
/// <param name="Written">Facts that were written; in a dry run those that would be.</param>
/// <param name="Busy">Another process was just doing it, so nothing was done here.</param>
public sealed record SweepReport(int Found, int Written, bool Busy)
{
    public static SweepReport Nothing { get; } = new(0, 0, false);

    /// <summary>Those that could not be attended to and were put off.</summary>
    public IReadOnlyList<SweepFailure> Failures { get; init; } = [];

    /// <summary>What both did, one after the other.</summary>
    public static SweepReport operator +(SweepReport one, SweepReport other) =>
        new(one.Found + other.Found, one.Written + other.Written, one.Busy || other.Busy) { Failures = [.. one.Failures, .. other.Failures] };
}

/// <param name="Error">For the log; it may hold what clients must not see.</param>
public sealed record SweepFailure(string Number, Exception Error);

/// <summary>
/// Goes through everything whose time has come, earliest first, until nothing is left. Under a lease, so that no two run one pass at
/// once; harmless if they did, since what is written is decided by each protocol's own facts.
/// </summary>
public sealed class Sweep(SweepKind kind, IProtocolStore store, ILeases leases, AttendProtocol attend, RuleBook book, TimeProvider clock)
{
    // Those that are attended to at once share their commits, which is what a pass costs most of.
    private const int Batch = 500, AtOnce = 64;

    private static readonly TimeSpan lease = TimeSpan.FromMinutes(5);

    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        if (dryRun)
            return await LookAsync(cancellation);
        // Most passes find nothing, and a lease is two writes.
        if (await store.AwaitingAsync(kind.Awaited, clock.Now(), 1, cancellation) is [])
            return SweepReport.Nothing;
        var holder = RandomNumberGenerator.GetHexString(32);
        var pass = new Pass();
        try
        {
            while (await leases.TakeAsync(kind.Name, holder, lease, cancellation))
            {
                // Asked anew each time: whatever was attended to has moved on. What has not, is asked for once a pass.
                var due = await store.AwaitingAsync(kind.Awaited, clock.Now(), Batch + pass.Unmoved.Count, cancellation);
                var next = due.Where(number => !pass.Unmoved.ContainsKey(number)).ToList();
                if (next.Count == 0)
                    return pass.Report(busy: false);
                await AttendAsync(next, pass, cancellation);
            }
            return pass.Report(busy: true);
        }
        finally
        {
            await leases.ReleaseAsync(kind.Name, holder, CancellationToken.None);
        }
    }

    private async Task AttendAsync(List<string> due, Pass pass, CancellationToken cancellation)
    {
        pass.Found += due.Count;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due, options, async (number, stop) =>
        {
            try
            {
                var decide = kind.Prepare is null ? kind.Decide : await kind.Prepare(number, stop);
                if (await attend.RunAsync(number, decide, stop) is { } written)
                    Interlocked.Add(ref pass.Written, written);
                else
                    pass.Unmoved[number] = null;
            }
            // Whatever is wrong with one must not keep the others waiting.
            catch (Exception wrong) when (wrong is not (OperationCanceledException or StoreFullException or StoreBusyException))
            {
                pass.Unmoved[number] = wrong;
                await PutOffAsync(number, wrong, stop);
            }
        });
    }

    private async Task PutOffAsync(string number, Exception wrong, CancellationToken cancellation)
    {
        try
        {
            await attend.PutOffAsync(number, kind.Awaited, wrong.GetType().Name, cancellation);
        }
        catch (Exception unreadable) when (unreadable is not (OperationCanceledException or StoreFullException or StoreBusyException))
        {
            // Not even its document can be read, so it is looked at again by every pass; what was wrong first is told.
        }
    }

    /// <summary>The first batch only: a look must not take longer than what it looks at.</summary>
    private async Task<SweepReport> LookAsync(CancellationToken cancellation)
    {
        var now = clock.Now();
        var due = await store.AwaitingAsync(kind.Awaited, now, Batch, cancellation);
        var written = 0;
        foreach (var number in due)
        {
            var decide = kind.Look is null ? kind.Decide : await kind.Look(number, cancellation);
            if (await store.FindAsync(number, cancellation) is { Document.State: var state })
                written += decide(state, await book.OfAsync(state, cancellation), now).Facts.Count;
        }
        return new(due.Count, written, false);
    }

    private sealed class Pass
    {
        public int Found, Written;

        /// <summary>With what was wrong, where something was.</summary>
        public ConcurrentDictionary<string, Exception?> Unmoved { get; } = new();

        public SweepReport Report(bool busy) => new(Found, Written, busy)
        {
            Failures = [.. Unmoved.Where(one => one.Value is not null).Select(one => new SweepFailure(one.Key, one.Value!))],
        };
    }
}

/// <summary>One kind of pass: what it looks for, and what it decides of each that it finds.</summary>
/// <param name="Name">As it is called by, in paths and logs.</param>
public sealed record SweepKind(string Name, Awaited Awaited, Func<Protocol, Rules, DateTimeOffset, Decision> Decide)
{
    /// <summary>What is done outside the protocol first, and what is decided of it then; null where nothing is.</summary>
    public Func<string, CancellationToken, Task<Func<Protocol, Rules, DateTimeOffset, Decision>>>? Prepare { get; init; }

    /// <summary>What would be decided then, with nothing done; null where nothing outside the protocol matters.</summary>
    public Func<string, CancellationToken, Task<Func<Protocol, Rules, DateTimeOffset, Decision>>>? Look { get; init; }
}
