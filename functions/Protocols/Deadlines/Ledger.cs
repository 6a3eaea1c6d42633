using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>One term of a target, explained: what its clock did until it was met, due, or now, and by which rule.</summary>
/// <param name="DueAt">The term's own due date; null while it is paused.</param>
/// <param name="DueIfResumed">While it is paused: the due date if the clock ran again from now on.</param>
/// <param name="Extension">What its extension has added, in the term's unit; null where it has had none.</param>
/// <param name="Decides">Whether this term's date is the target's.</param>
/// <param name="Segments">Without gaps, in order.</param>
public sealed record LedgerLine(
    Target Target,
    Term Term,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? DueIfResumed,
    int? Extension,
    bool Decides,
    IReadOnlyList<CalendarSegment> Segments);

/// <summary>Every due date with its reasons, for whoever must explain it.</summary>
public static class Ledger
{
    public static IReadOnlyList<LedgerLine> Of(
        Protocol protocol, Policy policy, IReadOnlyDictionary<string, BusinessCalendar> calendars, DateTimeOffset now)
    {
        var clocks = new CaseClocks(protocol, calendars, now);
        return [.. policy.Targets.Select(clocks.Of).OfType<TargetClock>().SelectMany(clock => Lines(clock, now))];
    }

    private static IEnumerable<LedgerLine> Lines(TargetClock clock, DateTimeOffset now)
    {
        var earliest = clock.Due().At;
        foreach (var term in clock.Terms)
        {
            var due = term.DueAt();
            var stopped = clock.MetAt ?? now;
            var resumed = due is null && term.Pauses.IsOpen ? (term with { Pauses = term.Pauses.EndedAt(now) }).DueAt() : null;
            yield return new(
                clock.Rule.Target,
                term.Term,
                term.Start,
                due,
                resumed,
                term.Extended ? term.Term.Extension : null,
                due is not null && due == earliest,
                Segments(term, due < stopped ? due.Value : stopped));
        }
    }

    /// <summary>A pause is one whatever the hour; between pauses, what the term is counted in says what its clock did.</summary>
    private static IReadOnlyList<CalendarSegment> Segments(TermClock term, DateTimeOffset end)
    {
        var all = new SegmentList(term.Start, end);
        var reached = term.Start;
        foreach (var pause in term.Pauses.All.Where(pause => pause.From < end))
        {
            Count(reached, pause.From);
            reached = pause.To ?? end;
            all.Upto(reached, SegmentKind.Paused);
        }
        Count(reached, end);
        return all.Finished;

        void Count(DateTimeOffset from, DateTimeOffset to)
        {
            if (from >= to)
                return;
            foreach (var segment in Counted(term, from, to))
                all.Upto(segment.To, segment.Kind);
        }
    }

    private static IReadOnlyList<CalendarSegment> Counted(TermClock term, DateTimeOffset from, DateTimeOffset to) => term.Term.Unit switch
    {
        TermUnit.WorkingMinutes or TermUnit.WorkingHours => term.Calendar.Segments(from, to),
        TermUnit.BusinessDays or TermUnit.Closings => Days(term.Calendar, from, to),
        _ => [new(from, to, SegmentKind.Running)],
    };

    private static IReadOnlyList<CalendarSegment> Days(BusinessCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var days = new SegmentList(from, to);
        for (var day = calendar.DayOf(from); day <= calendar.DayOf(to); day = day.AddDays(1))
        {
            days.Upto(calendar.EndOf(day), calendar.IsBusinessDay(day) ? SegmentKind.Running
                : calendar.IsHoliday(day) ? SegmentKind.Holiday
                : SegmentKind.OutOfHours);
        }
        return days.Finished;
    }
}
