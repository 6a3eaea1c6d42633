using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Cases;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Sweeping;

namespace Protocols.Reporting;

/// <summary>
/// Brings the reports up to date: every protocol that has changed contributes anew, with those of the same customer for which that matters, then the days
/// they were opened on are summed again. Nothing of it stands in a change's way, and what a pass that broke off has left is done by the next.
/// </summary>
public sealed class ReportPass(StoreSet stores, RuleBook book, ReportWindow window, TimeProvider clock)
{
    private const int AtOnce = 16;

    private static readonly TimeSpan lease = TimeSpan.FromMinutes(10);

    /// <summary>After so long a case has its neighbours, and those that are erased first must not change what was found of them.</summary>
    private static readonly TimeSpan settled = TimeSpan.FromDays(365);

    private readonly FindNeighbours neighbours = new(stores.Protocols, stores.Ring, window);

    public async Task<SweepReport> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        if (stores.Reports is not { } reports)
            return SweepReport.Nothing;
        var holder = RandomNumberGenerator.GetHexString(32);
        if (!dryRun && !await stores.Leases.TakeAsync(Sweeps.Reports, holder, lease, cancellation))
            return SweepReport.Nothing with { Busy = true };
        try
        {
            return await RunAsync(reports, dryRun, holder, cancellation);
        }
        finally
        {
            if (!dryRun)
                await stores.Leases.ReleaseAsync(Sweeps.Reports, holder, CancellationToken.None);
        }
    }

    private async Task<SweepReport> RunAsync(IReports reports, bool dryRun, string holder, CancellationToken cancellation)
    {
        var (began, before, report) = (clock.Now(), await reports.MarkAsync(cancellation), SweepReport.Nothing);
        var since = before?.Basis == window.Basis ? before.Since : null;
        var agents = new AgentNames(before?.Agents);
        await foreach (var page in reports.ChangedAsync(since, began, cancellation))
        {
            report += dryRun ? new(page.Numbers.Count, 0, false) : await ContributeAsync(new(reports, agents), page.Numbers, cancellation);
            since = page.Mark;
            if (!dryRun && !await stores.Leases.TakeAsync(Sweeps.Reports, holder, lease, cancellation))
                return report with { Busy = true };
        }
        if (dryRun)
            return report;
        foreach (var day in await reports.StaleAsync(cancellation))
            await reports.WriteDayAsync(day, await DaySums.OfAsync(day.Day, reports.OfDayAsync(day.Day, cancellation)), cancellation);
        await reports.SetMarkAsync(new(window.Basis, since, began) { Agents = agents.All }, cancellation);
        return report;
    }

    private async Task<SweepReport> ContributeAsync(Made made, IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        await EachAsync(numbers, made, known: true, cancellation);
        await EachAsync([.. made.Kin.Keys.Where(number => !made.Contributions.ContainsKey(number))], made, known: false, cancellation);
        if (!made.Contributions.IsEmpty)
            await made.Reports.WriteAsync([.. made.Contributions.Values], cancellation);
        return new(made.Contributions.Count, 0, false) { Failures = [.. made.Failures] };
    }

    /// <param name="known">One that has contributed as it stands is passed over.</param>
    private async Task EachAsync(IReadOnlyList<string> numbers, Made made, bool known, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(numbers, options, async (number, stop) =>
        {
            try
            {
                await ContributeAsync(number, made, known, stop);
            }
            // One that cannot be read must not keep the others out of the reports.
            catch (Exception damaged) when (damaged is JsonException or CryptographicException or InvalidDataException or InvalidOperationException)
            {
                made.Failures.Add(new(number, damaged));
            }
        });
    }

    private async Task ContributeAsync(string number, Made made, bool known, CancellationToken cancellation)
    {
        if (await stores.Protocols.FindAsync(number, cancellation) is not { } stored)
            return;
        using var found = Case.Open(stored, stores.Ring);
        var rules = await book.OfAsync(found.State, cancellation);
        var former = await made.Reports.FindAsync(found.State.OpenedAt.LocalDay(rules.Zone), number, cancellation);
        if (known && former?.Version == stored.Version && former.Basis == window.Basis)
            return;
        var headers = await stores.Protocols.ReadStoredAsync(stored.Document, 1, found.State.Facts, cancellation);
        IReadOnlyList<Fact> facts = [.. headers.Select(fact => FactCodec.Open(fact, null))];
        var about = former is not null && (found.State.ErasedAt is not null || found.State.OpenedAt < clock.Now() - settled)
            ? former.Neighbours
            : await neighbours.OfAsync(found.State, cancellation);
        made.Agents.Add(found.State.Owner, found.State.LastAt);
        made.Contributions[number] = Contribution.Of(found.State, facts, about, rules, window, stored.Version);
        if (former?.Occurrence == found.State.Occurrence && former is { Neighbours.Kin: var before } && before.SequenceEqual(about.Kin))
            return;
        foreach (var kin in about.Kin.Union(former?.Neighbours.Kin ?? []))
            made.Kin[kin] = true;
    }

    private sealed class Made(IReports reports, AgentNames agents)
    {
        public IReports Reports => reports;

        public AgentNames Agents => agents;

        public ConcurrentDictionary<string, Contribution> Contributions { get; } = new();

        /// <summary>Those that what has changed may matter for.</summary>
        public ConcurrentDictionary<string, bool> Kin { get; } = new();

        public ConcurrentBag<SweepFailure> Failures { get; } = [];
    }
}
