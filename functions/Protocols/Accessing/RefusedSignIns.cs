using System.Numerics;
using Protocols.Chain;
using Protocols.People;

namespace Protocols.Accessing;

/// <summary>
/// Tokens that were refused go on record so that whoever sends them fills no disk: of each reason, in one process and one hour, the first, the
/// second, the fourth, the eighth, with how many there were by then.
/// </summary>
public sealed class RefusedSignIns(LogActs acts, KeyRing ring, TimeProvider clock)
{
    private const int ShownOfAddress = 12;

    private static readonly Actor nobody = new("nobody", null, "none");

    private readonly Lock counting = new();
    private readonly Dictionary<string, int> counts = [];
    private long hour;

    /// <param name="why">A word of the service's own.</param>
    /// <param name="address">Whence it came. Kept as a keyed hash, which tells one from another and names none.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task NoteAsync(string why, string address, CancellationToken cancellation)
    {
        var count = Count(why);
        return BitOperations.IsPow2(count)
            ? acts.RunAsync(nobody, AccessKind.SignInRefused, $"{why} {count} {ring.LookupKey("sign-in", address)[^ShownOfAddress..]}", cancellation)
            : Task.CompletedTask;
    }

    private int Count(string why)
    {
        var now = clock.GetUtcNow().Ticks / TimeSpan.TicksPerHour;
        lock (counting)
        {
            if (now != hour)
                counts.Clear();
            hour = now;
            return counts[why] = counts.GetValueOrDefault(why) + 1;
        }
    }
}
