using System.Numerics;
using Protocols.Chain;
using Protocols.People;

namespace Protocols.Accessing;

/// <summary>
/// Tokens that were refused, and callers who asked too often, go on record so that whoever sends them fills no disk: of each reason, and of each known caller, in
/// one process and one hour, the first, the second, the fourth, the eighth, with how many there were by then.
/// </summary>
public sealed class RefusedCalls(LogActs acts, KeyRing ring, TimeProvider clock)
{
    private const int ShownOfAddress = 12, MostCounted = 10_000;

    private static readonly Actor nobody = new("nobody", null, "none");

    private readonly Lock counting = new();
    private readonly Dictionary<(AccessKind Kind, string Who, string Why), int> counts = [];
    private long hour;

    /// <param name="why">A word of the service's own.</param>
    /// <param name="address">Whence it came. Kept as a keyed hash, which tells one from another and names none.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task SignInAsync(string why, string address, CancellationToken cancellation) =>
        NoteAsync(AccessKind.SignInRefused, nobody, why, address, cancellation);

    /// <param name="caller">Null where nobody is known.</param>
    /// <param name="call">What he asked for too often.</param>
    /// <inheritdoc cref="SignInAsync" path="/param"/>
    public Task TurnedAwayAsync(Actor? caller, string call, string address, CancellationToken cancellation) =>
        NoteAsync(AccessKind.TurnedAway, caller ?? nobody, call, address, cancellation);

    private Task NoteAsync(AccessKind kind, Actor by, string why, string address, CancellationToken cancellation)
    {
        var count = Count((kind, $"{by.Role} {by.Id}", why));
        return BitOperations.IsPow2(count)
            ? acts.RunAsync(by, kind, $"{why} {count} {ring.LookupKey("sign-in", address)[^ShownOfAddress..]}", cancellation)
            : Task.CompletedTask;
    }

    private int Count((AccessKind Kind, string Who, string Why) what)
    {
        var now = clock.GetUtcNow().Ticks / TimeSpan.TicksPerHour;
        lock (counting)
        {
            if (now != hour || counts.Count >= MostCounted)
                counts.Clear();
            hour = now;
            return counts[what] = counts.GetValueOrDefault(what) + 1;
        }
    }
}
