using Protocols.Ports;

namespace Protocols.Numbering;

/// <summary>
/// Issues protocol numbers, each once, whatever runs in parallel, restarts or retries (M2). Thread-safe: a number costs an
/// interlocked increment, and a block of about one second's demand one store write, fetched ahead.
/// </summary>
public sealed class NumberIssuer(NumberTemplate template, INumberBlocks blocks, TimeZoneInfo companyZone, TimeProvider clock)
{
    // Today, and two more for contacts around midnight and clocks that were set back.
    private const int KeptDays = 3;

    private DaySequence[] days = [];

    /// <summary>
    /// Told of every lease that failed, also of one fetched ahead that nobody waited for. Must not throw and must be quick.
    /// </summary>
    public Action<Exception>? LeaseFailed { get; init; }

    /// <summary>
    /// The next number of the local day on which the contact was opened; null when that day's (or year's) numbers are used up,
    /// and <see cref="NextScopeStart"/> says until when. What the store throws on a lease is thrown to all who wait for that
    /// lease; the next call tries again.
    /// </summary>
    /// <param name="openedAt">When the contact was opened; its date in the company's zone is the one in the number.</param>
    /// <param name="cancellationToken">Ends this call's waiting; others that wait for the same block are not disturbed.</param>
    public ValueTask<ProtocolNumber?> NextAsync(DateTimeOffset openedAt, CancellationToken cancellationToken)
    {
        var day = LocalDay(openedAt);
        var sequence = SequenceOf(day);
        return sequence.TryTake(out var value)
            ? ValueTask.FromResult<ProtocolNumber?>(template.Format(day, value))
            : WaitAsync(day, sequence, cancellationToken);
    }

    /// <summary>
    /// When numbers start again after <paramref name="now"/>: the first instant of the next local day or year, in the company's
    /// zone; the greatest date there is where the sequence never starts again.
    /// </summary>
    public DateTimeOffset NextScopeStart(DateTimeOffset now)
    {
        if (template.Reset == SequenceReset.Never) return DateTimeOffset.MaxValue;
        var today = LocalDay(now);
        var next = template.Reset == SequenceReset.Daily ? today.AddDays(1) : new DateOnly(today.Year + 1, 1, 1);
        var start = next.ToDateTime(TimeOnly.MinValue);

        // Where summer time skips midnight, as it did in Brazil, this is the offset before: the right instant all the same.
        return new DateTimeOffset(start, companyZone.GetUtcOffset(start));
    }

    private DateOnly LocalDay(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, companyZone).DateTime);

    private async ValueTask<ProtocolNumber?> WaitAsync(DateOnly day, ScopeSequence sequence, CancellationToken cancellationToken) =>
        await sequence.TakeAsync(cancellationToken) is { } value ? template.Format(day, value) : null;

    private ScopeSequence SequenceOf(DateOnly day)
    {
        while (true)
        {
            var seen = Volatile.Read(ref days);
            foreach (var known in seen)
            {
                if (known.Day == day) return known.Sequence;
            }

            var added = new DaySequence(day, SequenceOf(template.Scope(day), seen));
            if (Interlocked.CompareExchange(ref days, With(seen, added), seen) == seen) return added.Sequence;
        }
    }

    private ScopeSequence SequenceOf(string scope, DaySequence[] seen) =>
        seen.FirstOrDefault(known => known.Sequence.Scope == scope)?.Sequence
        ?? new ScopeSequence(scope, template.MaxSequence, blocks, clock, LeaseFailed);

    // The newest day stays first and is never pushed out by late-comers; of the others the oldest entry goes.
    private static DaySequence[] With(DaySequence[] seen, DaySequence added) =>
        seen is [var newest, .. var others] && newest.Day > added.Day
            ? [newest, added, .. others.Take(KeptDays - 2)]
            : [added, .. seen.Take(KeptDays - 1)];

    private sealed record DaySequence(DateOnly Day, ScopeSequence Sequence);
}
