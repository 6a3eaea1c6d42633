using System.Collections.Concurrent;
using Protocols.Ports;

namespace Protocols.Tests.Proving;

/// <summary>An archive in memory that a test may tamper with.</summary>
internal sealed class MemoryArchive : ISealArchive
{
    public ConcurrentDictionary<DateOnly, byte[]> Kept { get; } = new();

    /// <summary>Where it does not answer.</summary>
    public bool IsAway { get; set; }

    public Task<byte[]> KeepAsync(DateOnly day, byte[] seal, CancellationToken cancellation) =>
        IsAway ? throw new StoreBusyException("It does not answer.") : Task.FromResult(Kept.GetOrAdd(day, seal));

    public Task<byte[]?> FindAsync(DateOnly day, CancellationToken cancellation) => Task.FromResult(Kept.GetValueOrDefault(day));
}
