using Protocols.Reporting;

namespace Protocols.Ports;

/// <summary>
/// Keeps what protocols contribute to the reports, and the sums of each day. All of it can be made anew from the protocols but what of erased ones
/// nobody knows any more. Written by one pass at a time. Every method may throw <see cref="StoreFullException"/> (nothing was written),
/// <see cref="StoreBusyException"/> and <see cref="OperationCanceledException"/> (it may or may not have been written).
/// </summary>
public interface IReports
{
    /// <summary>
    /// The numbers of protocols that may have changed since a mark of this store; without one, of all. Each that has comes at least once, others may come, too.
    /// </summary>
    /// <param name="now">The service's time; what is changed from now on will be found by the last page's mark.</param>
    IAsyncEnumerable<ChangedPage> ChangedAsync(string? since, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>How far the last pass has come; null where there was none.</summary>
    Task<ReportMark?> MarkAsync(CancellationToken cancellation);

    Task SetMarkAsync(ReportMark mark, CancellationToken cancellation);

    /// <summary>Null where the protocol has contributed nothing yet.</summary>
    Task<Contribution?> FindAsync(DateOnly day, string number, CancellationToken cancellation);

    /// <summary>Puts contributions in the place of earlier ones of the same protocols; their days must be summed again, whatever breaks in between.</summary>
    Task WriteAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation);

    /// <summary>The days whose sums are no longer those of their contributions.</summary>
    Task<IReadOnlyList<StaleDay>> StaleAsync(CancellationToken cancellation);

    /// <summary>Every contribution of a day once.</summary>
    IAsyncEnumerable<Contribution> OfDayAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>Puts sums in the place of the day's earlier ones; the day stays stale where it has become so again meanwhile.</summary>
    Task WriteDayAsync(StaleDay day, IReadOnlyList<DaySums> sums, CancellationToken cancellation);

    /// <summary>The sums by one dimension of every day in a range, both ends included, the first day first; a day without any is left out.</summary>
    IAsyncEnumerable<DaySums> SumsAsync(Dimension by, DateOnly from, DateOnly to, CancellationToken cancellation);

    /// <summary>What lies ahead of every protocol that was not resolved when it last contributed, in no promised order.</summary>
    IAsyncEnumerable<Outlook> OpenAsync(CancellationToken cancellation);
}

/// <param name="Mark">Where the next look goes on; of the last page only.</param>
public sealed record ChangedPage(IReadOnlyList<string> Numbers, string Mark);

/// <param name="Basis">Under which definitions everything was made.</param>
/// <param name="Since">The store's own; null asks for everything once more.</param>
/// <param name="At">Every change before it is in the reports.</param>
public sealed record ReportMark(string Basis, string? Since, DateTimeOffset At)
{
    /// <summary>What owners were called when a pass last met them, by id: reports have ids alone.</summary>
    public IReadOnlyDictionary<string, string> Agents { get; init => field = value ?? NoNames; } = NoNames;

    public static IReadOnlyDictionary<string, string> NoNames { get; } = new Dictionary<string, string>();
}

/// <param name="Stamp">The store's own; another once it has become stale again.</param>
public sealed record StaleDay(DateOnly Day, string Stamp);
