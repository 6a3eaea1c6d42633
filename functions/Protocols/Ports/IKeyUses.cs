using Protocols.Rotation;

namespace Protocols.Ports;

/// <summary>
/// Keeps what is known of the keys in use, beside what is kept under them. Every method may throw <see cref="StoreFullException"/> (nothing was written),
/// <see cref="StoreBusyException"/> and <see cref="OperationCanceledException"/> (it may or may not have been written).
/// </summary>
public interface IKeyUses
{
    /// <summary>Null where nothing was ever noted.</summary>
    Task<StoredKeyUses?> FindAsync(CancellationToken cancellation);

    /// <summary>Notes what is known now, if nobody has noted anything since <paramref name="expected"/> was read.</summary>
    /// <param name="expected">Null where nothing was there.</param>
    /// <returns>False, with nothing written, where somebody was faster.</returns>
    Task<bool> ReplaceAsync(StoredKeyUses? expected, KeyUses next, CancellationToken cancellation);
}

/// <summary>What is known, and the store's own version of it.</summary>
public sealed record StoredKeyUses(KeyUses Uses, string Version);
