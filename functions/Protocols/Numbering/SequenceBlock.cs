using Protocols.Ports;

namespace Protocols.Numbering;

/// <summary>A leased block being used up, and the lease of the one after it.</summary>
internal sealed class SequenceBlock(NumberBlock block, int size, long startedAt)
{
    private readonly long first = block.First;
    private long given = block.First - 1;
    private long started = startedAt;
    private SequenceLease? successor;

    public long Last { get; } = block.Last;

    /// <summary>The value whose taker fetches the next block ahead: three quarters through.</summary>
    public long AheadAt { get; } = block.First - 1 + (((block.Count * 3) + 3) / 4);

    /// <summary>How many values were asked for.</summary>
    public int Size => size;

    /// <summary>When the first value was taken, as a timestamp of the clock.</summary>
    public long Started => Volatile.Read(ref started);

    public SequenceLease? Successor => Volatile.Read(ref successor);

    /// <summary>Each value goes to one taker only; false once all are given.</summary>
    public bool TryTake(TimeProvider clock, out long value)
    {
        value = 0;
        if (Volatile.Read(ref given) >= Last) return false;
        value = Interlocked.Increment(ref given);
        if (value == first) Volatile.Write(ref started, clock.GetTimestamp());
        return value <= Last;
    }

    /// <summary>True for the one that may start its lease.</summary>
    public bool TrySucceed(SequenceLease lease, SequenceLease? instead) =>
        Interlocked.CompareExchange(ref successor, lease, instead) == instead;
}

/// <summary>One flight to the store, shared by all who wait for its block; null means the scope has nothing left.</summary>
/// <param name="Flight">The block, once there.</param>
/// <param name="IsAhead">Whether it was fetched before anybody needed it.</param>
internal sealed record SequenceLease(Task<SequenceBlock?> Flight, bool IsAhead)
{
    public bool HasFailed => Flight is { IsCompleted: true, IsCompletedSuccessfully: false };
}
