namespace Protocols.Ports;

/// <summary>Leases runs of sequence numbers.</summary>
public interface INumberBlocks
{
    /// <summary>The next <paramref name="size"/> values of the scope, never leased before nor ever again; null when none is left up to <paramref name="max"/>.</summary>
    Task<NumberBlock?> LeaseAsync(string scope, int size, long max, CancellationToken cancellation);
}

/// <summary>Inclusive.</summary>
public readonly record struct NumberBlock(long First, long Last);
