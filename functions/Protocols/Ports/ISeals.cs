using Protocols.Proving.Seals;

namespace Protocols.Ports;

/// <summary>
/// Keeps the seals of days. What stands there is never replaced or removed: neither the service nor its account of the database can do it where the
/// place itself forbids it. Every method may throw <see cref="StoreFullException"/> (nothing was written), <see cref="StoreBusyException"/> and
/// <see cref="OperationCanceledException"/> (it may or may not have been written).
/// </summary>
public interface ISeals
{
    /// <summary>Null where that day is not sealed.</summary>
    Task<DaySeal?> FindAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>The leaves under this root; null where there are none.</summary>
    Task<SealPage?> FindPageAsync(string root, CancellationToken cancellation);

    /// <summary>Adds a page before the seal that names it. One with the same root holds the same, so nothing happens where it is there.</summary>
    Task AddPageAsync(SealPage page, CancellationToken cancellation);

    /// <summary>Seals a day.</summary>
    /// <returns>False, with nothing written, where it is sealed already.</returns>
    Task<bool> AddAsync(DaySeal seal, CancellationToken cancellation);
}

/// <summary>
/// Keeps each day's seal once more, apart from the database, where it is written once: whoever could rewrite the database would have to rewrite this
/// too, and where the place is set up to forbid it nobody can. Every method may throw <see cref="StoreFullException"/>,
/// <see cref="StoreBusyException"/> and <see cref="OperationCanceledException"/> (it may or may not have been written).
/// </summary>
public interface ISealArchive
{
    /// <summary>Keeps a day's seal, durably before it answers. What stands there already is never replaced.</summary>
    /// <returns>What stands there now: the bytes given, unless others stood there before.</returns>
    /// <exception cref="InvalidOperationException">The place is set up to guard it, and did not.</exception>
    Task<byte[]> KeepAsync(DateOnly day, byte[] seal, CancellationToken cancellation);

    /// <summary>Null where none is kept of that day.</summary>
    Task<byte[]?> FindAsync(DateOnly day, CancellationToken cancellation);
}
