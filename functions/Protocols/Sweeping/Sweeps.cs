using Protocols.Callbacks;
using Protocols.Catalog.Versions;
using Protocols.Keeping;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Proving.Seals;
using Protocols.Reporting;
using Protocols.Rotation;

namespace Protocols.Sweeping;

/// <summary>One of the things that a timer runs.</summary>
/// <param name="RunAsync">Whether it shall only look; answers what it did, or would.</param>
public sealed record Pass(string Name, Func<bool, CancellationToken, Task<SweepReport>> RunAsync);

/// <summary>Every pass there is, by name: what timers run and what an administrator may run now.</summary>
public sealed class Sweeps
{
    public const string Deadlines = "deadlines", Returns = "returns", Outbox = "outbox", Recordings = "recordings", Retention = "retention", Seal = "seal", Keys = "keys", Reports = "reports";

    public Sweeps(StoreSet stores, RuleBook book, RelayPass relay, TimeProvider clock, Publisher? publisher = null, ReportWindow? window = null)
    {
        var returns = new SweepKind(Returns, Awaited.Return, (protocol, _, now) => FlagCallbacks.Decide(protocol, now));
        var deadlines = OverDeadlines(stores, book, clock, publisher);
        var terms = new ApplyTerms(stores, book, new AttendProtocol(stores.Protocols, stores.Ring, book, clock, publisher), clock);
        All =
        [
            new(Deadlines, async (dryRun, cancellation) =>
            {
                // Deadlines first: whatever keeps terms from being applied keeps no due date from being flagged.
                var flagged = await deadlines.RunAsync(dryRun, cancellation);
                var moved = await terms.RunAsync(dryRun, cancellation);
                return flagged + moved + (moved.Written > 0 && !dryRun ? await deadlines.RunAsync(dryRun, cancellation) : SweepReport.Nothing);
            }),
            new(Returns, Of(returns, stores, book, clock, publisher).RunAsync),
            new(Outbox, relay.RunAsync),
            new(Retention, OverRetention(stores, book, clock, publisher).RunAsync),
            new(Recordings, new UnlinkedPass(stores, clock).RunAsync),
            new(Seal, new SealDays(stores.Protocols, stores.Seals, stores.Leases, book.Zone, clock, stores.SealArchive).RunAsync),
            new(Keys, new RotateKeys(stores, clock, new(stores.AccessLog, clock, book.Zone)).RunAsync),
            new(Reports, new ReportPass(stores, book, window ?? new(ReportWindow.UsualDays), clock).RunAsync),
        ];
    }

    public static IReadOnlyList<string> Names { get; } = [Deadlines, Returns, Outbox, Retention, Recordings, Seal, Keys, Reports];

    public IReadOnlyList<Pass> All { get; }

    public static Sweep OverDeadlines(StoreSet stores, RuleBook book, TimeProvider clock, Publisher? publisher = null) =>
        Of(new(Deadlines, Awaited.Attention, Attention.Decide), stores, book, clock, publisher);

    public static Sweep OverRetention(StoreSet stores, RuleBook book, TimeProvider clock, Publisher? publisher = null)
    {
        var removing = new RemoveWhatIsDue(stores.Protocols, stores.Contents, stores.Ring, stores.PersonHolds);
        return Of(
            new(Retention, Awaited.Purge, (protocol, rules, now) => RemoveWhatIsDue.Decide(protocol, rules, now, new HashSet<string>()))
            {
                Prepare = removing.PrepareAsync,
                Look = removing.LookAsync,
            },
            stores, book, clock, publisher);
    }

    private static Sweep Of(SweepKind kind, StoreSet stores, RuleBook book, TimeProvider clock, Publisher? publisher) =>
        new(kind, stores.Protocols, stores.Leases, new AttendProtocol(stores.Protocols, stores.Ring, book, clock, publisher), book, clock);

    /// <exception cref="ArgumentException">There is no such pass.</exception>
    public Pass this[string name] =>
        All.FirstOrDefault(pass => pass.Name == name) ?? throw new ArgumentException($"There is no sweep '{name}'.", nameof(name));
}
