using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>A row per key; those whose window is over go with the next try.</summary>
internal sealed class EmbeddedTries(Writer? writer, TimeProvider clock) : ITries
{
    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    public Task<Tries> AddAsync(string key, TimeSpan window, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return Writing.RunAsync(
            on =>
            {
                using (var over = on["DELETE FROM tries WHERE until <= ?1"].BindAll(now))
                    over.Run();
                using var counted = on[
                    "INSERT INTO tries(key, count, until) VALUES(?1, 1, ?2) ON CONFLICT(key) DO UPDATE SET count = count + 1 RETURNING count, until"]
                    .BindAll(key, now + (long)window.TotalMilliseconds);
                counted.Step();
                return new Tries((int)counted.Number(0), DateTimeOffset.FromUnixTimeMilliseconds(counted.Number(1)));
            },
            cancellation);
    }

    public Task ForgiveAsync(string key, CancellationToken cancellation) => Writing.RunAsync(
        on =>
        {
            using var row = on["UPDATE tries SET count = count - 1 WHERE key = ?1 AND count > 0"].BindAll(key);
            return row.Run();
        },
        cancellation);
}
