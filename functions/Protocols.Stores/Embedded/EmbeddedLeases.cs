using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded;

/// <summary>A row per lease; one process has the folder, and its passes are many. They end with the process.</summary>
internal sealed class EmbeddedLeases(Writer? writer, TimeProvider clock) : ILeases
{
    private Writer Writing => writer ?? throw new InvalidOperationException("This store was opened for reading only.");

    /// <summary>Whoever held them is gone: the folder is this process's alone.</summary>
    public static void EndAll(Statements on) => on.Script("DELETE FROM leases");

    public Task<bool> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return Writing.RunAsync(
            on =>
            {
                using var taken = on[
                    "INSERT INTO leases(name, holder, until) VALUES(?1, ?2, ?3) ON CONFLICT(name) DO UPDATE SET holder = ?2, until = ?3 " +
                    "WHERE holder = ?2 OR until <= ?4"]
                    .BindAll(name, holder, (now + time).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
                return taken.Run() > 0;
            },
            cancellation);
    }

    public Task ReleaseAsync(string name, string holder, CancellationToken cancellation) => Writing.RunAsync(
        on =>
        {
            using var released = on["DELETE FROM leases WHERE name = ?1 AND holder = ?2"].BindAll(name, holder);
            return released.Run();
        },
        cancellation);
}
