using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>A row per scope with the first value that was never leased.</summary>
internal sealed class EmbeddedNumberBlocks(Writer? writer) : INumberBlocks
{
    public Task<NumberBlock?> LeaseAsync(string scope, int size, long max, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (writer is null)
            throw new InvalidOperationException("This store was opened for reading only.");
        return writer.RunAsync(on => Lease(on, scope, size, max), cancellation);
    }

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

    private static long Next(Statements on, string scope)
    {
        using var found = on["SELECT next FROM number_blocks WHERE scope = ?1"].BindAll(scope);
        return found.Step() ? found.Number(0) : 1;
    }
}
