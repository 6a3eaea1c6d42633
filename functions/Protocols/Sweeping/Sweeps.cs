using Protocols.Callbacks;
using Protocols.Catalog;
using Protocols.Ports;

namespace Protocols.Sweeping;

/// <summary>Every pass there is, by name: what timers run and what an administrator may run now.</summary>
public sealed class Sweeps
{
    public const string Deadlines = "deadlines", Returns = "returns";

    public static IReadOnlyList<string> Names { get; } = [Deadlines, Returns];

    public Sweeps(StoreSet stores, Rules rules, TimeProvider clock)
    {
        var attend = new AttendProtocol(stores.Protocols, stores.Ring, rules, clock);
        All =
        [
            Of(new(Deadlines, Awaited.Attention, (protocol, now) => Attention.Decide(protocol, rules, now))),
            Of(new(Returns, Awaited.Return, FlagCallbacks.Decide)),
        ];

        Sweep Of(SweepKind kind) => new(kind, stores.Protocols, stores.Leases, attend, clock);
    }

    public IReadOnlyList<Sweep> All { get; }

    /// <exception cref="ArgumentException">There is no such pass.</exception>
    public Sweep this[string name] =>
        All.FirstOrDefault(sweep => sweep.Kind.Name == name) ?? throw new ArgumentException($"There is no sweep '{name}'.", nameof(name));
}
