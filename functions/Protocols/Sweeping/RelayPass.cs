using Protocols.Escalating;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Sweeping;

/// <summary>
/// Sends on what did not leave with its change, then writes down which escalations have died meanwhile (M19). It needs no lease: a
/// message sent twice is the same message, and a death is noted once.
/// </summary>
public sealed class RelayPass(IProtocolStore store, RelayOutbox relay, NoteDeadEscalations dead, TimeProvider clock)
{
    private const int MostLookedAt = 1_000;

    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        if (dryRun)
        {
            var waiting = await store.AwaitingAsync(Awaited.Relay, clock.Now() - RelayOutbox.Grace, MostLookedAt, cancellation);
            return new(waiting.Count, 0, false);
        }
        var relayed = await relay.RunAsync(cancellation);
        await dead.RunAsync(cancellation);
        return new(relayed.Protocols, 0, false) { Failures = [.. relayed.Failed.Select(one => new SweepFailure(one.Number, one.Why))] };
    }
}
