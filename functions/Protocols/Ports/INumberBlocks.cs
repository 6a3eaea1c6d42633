namespace Protocols.Ports;

/// <summary>Where sequence values come from, a block at a time (M2).</summary>
/// <remarks>
/// One conditional store write per block and no lock, so any number of processes may lease side by side. A process that ends
/// loses at most the rest of the blocks it holds (the one in use and the one fetched ahead). Lost values are never given again
/// and are accounted for: they are those leased less those issued.
/// </remarks>
public interface INumberBlocks
{
    /// <summary>Leases the next values of a scope, never leased before and never again.</summary>
    /// <param name="scope">What the values count within, as <c>NumberTemplate.Scope</c> gives it; each scope starts at 1.</param>
    /// <param name="size">How many values are wanted, at least 1; the block is shorter at the end of the range.</param>
    /// <param name="max">The greatest value of the scope, inclusive.</param>
    /// <param name="cancellationToken">Gives up; values leased by then are lost, not given again.</param>
    /// <returns>The block, durable before this returns; null when nothing is left up to <paramref name="max"/>.</returns>
    /// <remarks>
    /// When it throws, the block may or may not have been leased; the caller takes it as lost. A write that met another one is
    /// tried again inside, and is not the caller's business.
    /// </remarks>
    Task<NumberBlock?> LeaseAsync(string scope, int size, long max, CancellationToken cancellationToken);

    /// <summary>
    /// Sees to it that no value up to <paramref name="last"/> is leased any more: protocols that were opened elsewhere bear them. Nothing happens where the
    /// scope is beyond it. Durable before this returns; when it throws, it may or may not be done, and doing it again does no harm.
    /// </summary>
    Task PassOverAsync(string scope, long last, CancellationToken cancellationToken);
}

/// <summary>Sequence values leased together, both ends included.</summary>
/// <param name="First">The smallest, at least 1.</param>
/// <param name="Last">The greatest, not below <paramref name="First"/>.</param>
public readonly record struct NumberBlock(long First, long Last)
{
    /// <summary>How many values the block holds.</summary>
    public long Count => Last - First + 1;
}
