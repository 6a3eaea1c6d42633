using Protocols.Calendars;

namespace Protocols.Numbering;

/// <summary>
/// Where a scope's sequence goes on in data that came from a backup. Whoever wrote the original may have given numbers since, and nobody knows which. A sequence
/// begins at its lower end and is seldom half used; so what was restored goes on in the upper half, and the later in the scope's time the further up, so that what was
/// restored twice does not meet itself either. It holds as long as the original gave fewer than half of a scope's numbers, and what was restored goes through its
/// half no faster than the scope's time passes.
/// </summary>
/// <param name="Share">The share of the sequence that is left alone, 0 to 1.</param>
public sealed record SequenceRestart(string Scope, long Max, double Share)
{
    private static readonly DateOnly first = new(2000, 1, 1), last = new(2100, 1, 1);

    /// <summary>The scopes of today and of the day before, which is over: what the original may have given numbers of and a restored service might.</summary>
    public static IReadOnlyList<SequenceRestart> At(NumberTemplate template, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = now.LocalDay(zone);
        var scope = template.Scope(today);
        var (from, to) = template.Reset switch
        {
            SequenceReset.Daily => (today, today.AddDays(1)),
            SequenceReset.Yearly => (new(today.Year, 1, 1), new(today.Year + 1, 1, 1)),
            _ => (first, last),
        };
        var clock = new LocalClock(zone);
        var passed = Math.Clamp((now - clock.StartOf(from)) / (clock.StartOf(to) - clock.StartOf(from)), 0, 1);
        var here = new SequenceRestart(scope, template.MaxSequence, (1 + passed) / 2);
        var before = template.Scope(today.AddDays(-1));
        return before == scope ? [here] : [here, new(before, template.MaxSequence, 1)];
    }

    /// <summary>The first value that may be given, where the backup's next was <paramref name="next"/>; one above the greatest where none may.</summary>
    public long After(long next)
    {
        var target = (long)(Max * Share) + 1;
        return next <= target ? target : next + ((Max + 1 - next) / 2);
    }
}
