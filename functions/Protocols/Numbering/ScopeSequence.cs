using Protocols.Ports;

namespace Protocols.Numbering;

/// <summary>Sequence values of one scope, each given once, from one block after the other. Thread-safe without a lock.</summary>
internal sealed class ScopeSequence(string scope, long max, INumberBlocks blocks, TimeProvider clock, Action<Exception>? leaseFailed)
{
    private const int MinSize = 16;
    private const int MaxSize = 4096;
    private static readonly TimeSpan quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan slow = TimeSpan.FromSeconds(4);

    private SequenceBlock current = new(new NumberBlock(1, 0), MinSize, 0);
    private int size = MinSize;

    public string Scope => scope;

    public bool TryTake(out long value) => TryTake(Volatile.Read(ref current), out value);

    /// <summary>The next value; null when the scope is used up, which is remembered without asking the store again.</summary>
    public async ValueTask<long?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var block = Volatile.Read(ref current);
            if (TryTake(block, out var value)) return value;

            var lease = LeaseAfter(block, ahead: false);
            await ((Task)lease.Flight.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!lease.Flight.IsCompleted) cancellationToken.ThrowIfCancellationRequested();

            // Nobody asked for what was fetched ahead, so its failure is nobody's answer: whoever waits leases himself.
            if (lease is { IsAhead: true, HasFailed: true }) continue;
            if (await lease.Flight is not { } next) return null;
            Interlocked.CompareExchange(ref current, next, block);
        }
    }

    private bool TryTake(SequenceBlock block, out long value)
    {
        if (!block.TryTake(clock, out value)) return false;
        if (value == block.AheadAt) LeaseAfter(block, ahead: true);
        if (value == block.Last) Volatile.Write(ref size, SizeAfter(block));
        return true;
    }

    private int SizeAfter(SequenceBlock block)
    {
        var took = clock.GetElapsedTime(block.Started);
        if (took < quick) return Math.Min(block.Size * 2, MaxSize);
        return took > slow ? Math.Max(block.Size / 2, MinSize) : block.Size;
    }

    private SequenceLease LeaseAfter(SequenceBlock block, bool ahead)
    {
        while (true)
        {
            var seen = block.Successor;
            if (seen is { HasFailed: false } || (seen is not null && ahead)) return seen;

            // Not started before it is the only one: two leases at once would waste a block.
            var flight = new Task<Task<SequenceBlock?>>(LeaseAsync);
            var lease = new SequenceLease(flight.Unwrap(), ahead);
            if (!block.TrySucceed(lease, instead: seen)) continue;
            ReportFailure(lease.Flight);
            flight.Start(TaskScheduler.Default);
            return lease;
        }
    }

    // No caller's token: one who gives up must not take the block away from the others.
    private async Task<SequenceBlock?> LeaseAsync()
    {
        var asked = Volatile.Read(ref size);
        var block = await blocks.LeaseAsync(scope, asked, max, CancellationToken.None);
        return block is { } leased ? new SequenceBlock(leased, asked, clock.GetTimestamp()) : null;
    }

    private void ReportFailure(Task flight) => flight.ContinueWith(
        failed => leaseFailed?.Invoke(failed.Exception?.GetBaseException() ?? new TaskCanceledException(failed)),
        CancellationToken.None,
        TaskContinuationOptions.NotOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
