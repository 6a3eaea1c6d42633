using System.Collections.Concurrent;
using Protocols.Numbering;
using Protocols.Ports;

namespace Protocols.Local.Seeding;

/// <summary>
/// Leases all that a scope is going to need at once. From then on numbers are given without waiting, in the order they are asked
/// for: which contact gets which number no longer depends on who waited for a lease together with whom.
/// </summary>
internal sealed class PlannedBlocks : INumberBlocks
{
    private readonly INumberBlocks blocks;
    private readonly ConcurrentDictionary<string, int> planned = new();

    public PlannedBlocks(INumberBlocks blocks, NumberTemplate template, IReadOnlyDictionary<DateOnly, int> byDay)
    {
        this.blocks = blocks;
        foreach (var (day, count) in byDay)
            planned.AddOrUpdate(template.Scope(day), count, (_, before) => before + count);
    }

    public Task<NumberBlock?> LeaseAsync(string scope, int size, long max, CancellationToken cancellationToken) =>
        blocks.LeaseAsync(scope, planned.TryRemove(scope, out var all) ? all : size, max, cancellationToken);

    public Task PassOverAsync(string scope, long last, CancellationToken cancellationToken) => blocks.PassOverAsync(scope, last, cancellationToken);
}
