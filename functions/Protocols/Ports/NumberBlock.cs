namespace Protocols.Ports;

/// <summary>Sequence values leased together, both ends included.</summary>
/// <param name="First">The smallest, at least 1.</param>
/// <param name="Last">The greatest, not below <paramref name="First"/>.</param>
public readonly record struct NumberBlock(long First, long Last)
{
    /// <summary>How many values the block holds.</summary>
    public long Count => Last - First + 1;
}
