using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>A row per scope with the first value that was never leased.</summary>
internal sealed class EmbeddedNumberBlocks(Writer? writer) : INumberBlocks
{
    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task<NumberBlock?> LeaseAsync(string scope, int size, long max, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return Writing.RunAsync(on => Lease(on, scope, size, max), cancellation);
    }

    public Task PassOverAsync(string scope, long last, CancellationToken cancellation) => Writing.RunAsync(
        on =>
        {
            using var row = on["INSERT INTO number_blocks(scope, next) VALUES(?1, ?2) ON CONFLICT(scope) DO UPDATE SET next = max(next, ?2)"]
                .BindAll(scope, last + 1);
            return row.Run();
        },
        cancellation);

    private static NumberBlock? Lease(Statements on, string scope, int size, long max)
    {
        var first = Next(on, scope);
        if (first > max)
            return null;
        var last = max - first < size ? max : first + size - 1;
        using var row = on["INSERT OR REPLACE INTO number_blocks(scope, next) VALUES(?1, ?2)"].BindAll(scope, last + 1);
        row.Run();
        return new(first, last);
    }

    /// <summary>The first value that was never leased.</summary>
    public static long Next(Statements on, string scope)
    {
        using var found = on["SELECT next FROM number_blocks WHERE scope = ?1"].BindAll(scope);
        return found.Step() ? found.Number(0) : 1;
    }
}
