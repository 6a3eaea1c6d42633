using Protocols.Accessing;

namespace Protocols.Ports;

/// <summary>
/// Keeps who saw or heard what of a protocol, and under a day, such as 2026-11-27, who did what in the service: entries numbered from 1 without gaps, each linked to the one before, never changed
/// and never removed. What it has answered for is durable. Throws as <see cref="IProtocolStore"/> does.
/// </summary>
public interface IAccessLog
{
    /// <summary>Adds an entry behind the protocol's last.</summary>
    /// <param name="next">Makes the entry out of the last one, null where there is none. Pure; runs again when another writer was faster.</param>
    Task<StoredAccess> AppendAsync(string number, Func<StoredAccess?, StoredAccess> next, CancellationToken cancellation);

    /// <summary>Entries after the one with number <paramref name="after"/>, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredAccess>> ListAsync(string number, long after, int limit, CancellationToken cancellation);

    /// <summary>The newest entries, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredAccess>> NewestAsync(string number, int limit, CancellationToken cancellation);
}
