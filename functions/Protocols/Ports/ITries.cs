namespace Protocols.Ports;

/// <summary>
/// Counts over all processes what is tried in vain, so that nobody can guess for long. Every method may throw
/// <see cref="StoreFullException"/>, <see cref="StoreBusyException"/> and <see cref="OperationCanceledException"/>; a try may or may not have been counted then.
/// </summary>
public interface ITries
{
    /// <summary>Counts one more. A window begins with the first try and ends by itself; then counting begins anew.</summary>
    /// <param name="key">What is counted by: a keyed hash, nothing personal.</param>
    /// <param name="window">How long the window lasts, where it begins with this try.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many there are in the window, this one too, and when it ends.</returns>
    Task<Tries> AddAsync(string key, TimeSpan window, CancellationToken cancellation);

    /// <summary>Takes one back that turned out not to be in vain; nothing happens where none is counted.</summary>
    Task ForgiveAsync(string key, CancellationToken cancellation);
}

/// <param name="Until">When the window ends, by the store's clock.</param>
public readonly record struct Tries(int Count, DateTimeOffset Until);
