using System.Collections.Concurrent;
using Protocols.Catalog.Versions;
using Protocols.Ports;

namespace Protocols.Tests;

/// <summary>Versions of the rules in memory, read back as a store would read them.</summary>
internal sealed class MemoryCatalogues : ICatalogues
{
    private readonly ConcurrentDictionary<int, byte[]> versions = new();
    private int applied;

    public Task<CatalogueVersion?> FindAsync(int version, CancellationToken cancellation) =>
        Task.FromResult(versions.TryGetValue(version, out var found) ? CatalogueVersion.Read(found) : null);

    public Task<bool> AddAsync(CatalogueVersion added, CancellationToken cancellation) =>
        Task.FromResult(versions.TryAdd(added.Version, added.Write()));

    public Task<int> AppliedAsync(CancellationToken cancellation) => Task.FromResult(applied);

    public Task SetAppliedAsync(int version, CancellationToken cancellation)
    {
        applied = Math.Max(applied, version);
        return Task.CompletedTask;
    }
}
