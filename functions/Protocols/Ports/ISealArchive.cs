namespace Protocols.Ports;

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
