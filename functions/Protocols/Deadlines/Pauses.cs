using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>When a clock stands still, in order and without overlaps; only the last pause may be open.</summary>
internal sealed class Pauses
{
    private readonly List<Stretch> pauses = [];

    /// <summary>Most cases never wait.</summary>
    public static Pauses None { get; } = new([]);

    public Pauses(IEnumerable<Stretch> stretches)
    {
        foreach (var next in stretches.OrderBy(stretch => stretch.From))
        {
            if (pauses is [.., var last] && !(last.To < next.From))
                pauses[^1] = last with { To = last.To is null || next.To is null ? null : last.To > next.To ? last.To : next.To };
            else
                pauses.Add(next);
        }
    }

    public IReadOnlyList<Stretch> All => pauses;

    public bool IsOpen => pauses is [.., { To: null }];

    /// <summary>As they would be if the clock ran again from this instant on.</summary>
    public Pauses EndedAt(DateTimeOffset at) => pauses.Count == 0 ? this
        : new(pauses.Where(pause => pause.From < at).Select(pause => pause.To <= at ? pause : pause with { To = at }));

    public Stretch? At(DateTimeOffset at) =>
        pauses.Where(pause => pause.Contains(at)).Select(pause => (Stretch?)pause).FirstOrDefault();

    /// <summary>The instant at which so much time has run; null where it never does.</summary>
    /// <param name="hours">Counts working time; null counts elapsed time.</param>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan amount, BusinessCalendar? hours)
    {
        foreach (var pause in pauses.Where(pause => !(pause.To <= from)))
        {
            var runs = pause.From > from ? Elapsed(from, pause.From, hours) : TimeSpan.Zero;
            if (amount <= runs)
                break;
            if (pause.To is not { } resumed)
                return null;
            amount -= runs;
            from = resumed;
        }
        return hours is null ? from + amount : hours.Add(from, amount);
    }

    /// <summary>The elapsed time that was not paused.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var runs = to - from;
        foreach (var pause in pauses)
        {
            var paused = new Span(pause.From, pause.To ?? to).Within(from, to);
            if (paused.Length > TimeSpan.Zero)
                runs -= paused.Length;
        }
        return runs;
    }

    private static TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to, BusinessCalendar? hours) =>
        hours?.Between(from, to) ?? to - from;
}

/// <summary>From one instant up to, not including, another; null where it has not ended.</summary>
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset? To)
{
    public bool Contains(DateTimeOffset at) => From <= at && !(To <= at);
}
