using System.Collections.Concurrent;
using System.Text.Json;
using Protocols.Ports;
using Protocols.Proving.Seals;

namespace Protocols.Tests;

/// <summary>Seals in memory, read back as a store would read them.</summary>
internal sealed class MemorySeals : ISeals, ILeases
{
    private readonly ConcurrentDictionary<DateOnly, string> days = new();
    private readonly ConcurrentDictionary<string, string> pages = new();

    public bool TakenByAnother { get; set; }

    public Task<DaySeal?> FindAsync(DateOnly day, CancellationToken cancellation) =>
        Task.FromResult(days.TryGetValue(day, out var json) ? JsonSerializer.Deserialize(json, SealJson.Default.DaySeal) : null);

    public Task<SealPage?> FindPageAsync(string root, CancellationToken cancellation) =>
        Task.FromResult(pages.TryGetValue(root, out var json) ? JsonSerializer.Deserialize(json, SealJson.Default.SealPage) : null);

    public Task AddPageAsync(SealPage page, CancellationToken cancellation)
    {
        pages.TryAdd(page.Root, JsonSerializer.Serialize(page, SealJson.Default.SealPage));
        return Task.CompletedTask;
    }

    public Task<bool> AddAsync(DaySeal seal, CancellationToken cancellation) =>
        Task.FromResult(days.TryAdd(seal.Day, JsonSerializer.Serialize(seal, SealJson.Default.DaySeal)));

    public Task<bool> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation) => Task.FromResult(!TakenByAnother);

    public Task ReleaseAsync(string name, string holder, CancellationToken cancellation) => Task.CompletedTask;
}
