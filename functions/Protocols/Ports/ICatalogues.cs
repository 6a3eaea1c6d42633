using Protocols.Catalog.Versions;

namespace Protocols.Ports;

/// <summary>
/// Keeps every version of the company's rules, since protocols stay under the one they were opened with. Versions count from 1
/// without a gap and never change. Every method may throw <see cref="StoreFullException"/> (nothing was written),
/// <see cref="StoreBusyException"/> and <see cref="OperationCanceledException"/> (it may or may not have been written).
/// </summary>
public interface ICatalogues
{
    /// <summary>Null where that version is not there, or not yet to be seen by this process.</summary>
    Task<CatalogueVersion?> FindAsync(int version, CancellationToken cancellation);

    /// <summary>Adds the version that follows the last one.</summary>
    /// <returns>False where that version is already there: somebody was faster.</returns>
    Task<bool> AddAsync(CatalogueVersion added, CancellationToken cancellation);

    /// <summary>The last version whose terms were brought to all protocols that were open; 0 where none was.</summary>
    Task<int> AppliedAsync(CancellationToken cancellation);

    /// <summary>Writes that down; it never goes back.</summary>
    Task SetAppliedAsync(int version, CancellationToken cancellation);
}
