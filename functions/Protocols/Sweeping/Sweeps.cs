using Protocols.Callbacks;
using Protocols.Catalog;
using Protocols.Ports;

namespace Protocols.Sweeping;

/// <summary>One of the things that a timer runs.</summary>
/// <param name="RunAsync">Whether it shall only look; answers what it did, or would.</param>
public sealed record Pass(string Name, Func<bool, CancellationToken, Task<SweepReport>> RunAsync);

/// <summary>Every pass there is, by name: what timers run and what an administrator may run now.</summary>
public sealed class Sweeps
{
    public const string Deadlines = "deadlines", Returns = "returns", Outbox = "outbox";

    public Sweeps(StoreSet stores, Rules rules, RelayPass relay, TimeProvider clock)
    {
        var returns = new SweepKind(Returns, Awaited.Return, FlagCallbacks.Decide);
        All =
        [
            new(Deadlines, OverDeadlines(stores, rules, clock).RunAsync),
            new(Returns, Of(returns, stores, rules, clock).RunAsync),
            new(Outbox, relay.RunAsync),
        ];
    }

    public static IReadOnlyList<string> Names { get; } = [Deadlines, Returns, Outbox];

    public IReadOnlyList<Pass> All { get; }

    public static Sweep OverDeadlines(StoreSet stores, Rules rules, TimeProvider clock) =>
        Of(new(Deadlines, Awaited.Attention, (protocol, now) => Attention.Decide(protocol, rules, now)), stores, rules, clock);

    private static Sweep Of(SweepKind kind, StoreSet stores, Rules rules, TimeProvider clock) =>
        new(kind, stores.Protocols, stores.Leases, new AttendProtocol(stores.Protocols, stores.Ring, rules, clock), clock);

    /// <exception cref="ArgumentException">There is no such pass.</exception>
    public Pass this[string name] =>
        All.FirstOrDefault(pass => pass.Name == name) ?? throw new ArgumentException($"There is no sweep '{name}'.", nameof(name));
}
