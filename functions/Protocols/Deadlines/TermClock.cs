using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>One term as it runs for one protocol.</summary>
internal sealed record TermClock(Term Term, BusinessCalendar Calendar, DateTimeOffset Start, Pauses Pauses, bool Extended)
{
    private const int HorizonDays = 40 * 366;

    private BusinessCalendar? Hours => Term.Unit.IsWorkingTime() ? Calendar : null;

    private int Amount => Term.Amount + (Extended ? Term.Extension ?? 0 : 0);

    private TimeSpan Time =>
        Term.Unit is TermUnit.WorkingHours or TermUnit.Hours ? TimeSpan.FromHours(Amount) : TimeSpan.FromMinutes(Amount);

    /// <summary>The first instant after the term; null under an open pause and where the calendar never gets there.</summary>
    public DateTimeOffset? DueAt() => Term.Unit.IsDays() ? EndOfDays() : Pauses.Add(Start, Time, Hours);

    /// <summary>When to warn of a due date: by the time that has run, not by that which was paused. Null where none is left before it.</summary>
    public DateTimeOffset? WarnAt(DateTimeOffset due, TargetRule rule)
    {
        var all = Term.Unit.IsDays() ? Pauses.Between(Start, due) : Time;
        var runs = rule.WarnMinutes is { } left
            ? all - TimeSpan.FromMinutes(left)
            : TimeSpan.FromTicks((long)(all.Ticks * rule.WarnShare));
        return Pauses.Add(Start, runs > TimeSpan.Zero ? runs : TimeSpan.Zero, Hours) is { } at && at < due ? Instant.Cut(at) : null;
    }

    private DateTimeOffset? EndOfDays()
    {
        var first = Calendar.DayOf(Start);
        if (Term.RollForward && !Calendar.IsBusinessDay(first) && Calendar.BusinessDaysOn(first, 1) is { } rolled)
            first = rolled;
        var left = Amount;
        for (var day = left == 0 ? first : first.AddDays(1); day.DayNumber - first.DayNumber < HorizonDays; day = day.AddDays(1))
        {
            if (left > 0 && !Counts(day))
                continue;
            if (Pauses.All.Count > 0 && Pauses.At(EndOf(day)) is { } pause)
            {
                // Nothing falls due while paused, however long that lasts.
                if (pause.To is null)
                    return null;
                continue;
            }
            left -= left > 0 ? 1 : 0;
            if (left == 0 && !(Term.RollForward && !Calendar.IsBusinessDay(day)))
                return EndOf(day);
        }
        return null;
    }

    private bool Counts(DateOnly day) => Term.Unit switch
    {
        TermUnit.CalendarDays => true,
        TermUnit.Closings => Calendar.IsBusinessDay(day) && Calendar.ClosingOf(day) is not null,
        _ => Calendar.IsBusinessDay(day),
    };

    private DateTimeOffset EndOf(DateOnly day) =>
        (Term.Unit == TermUnit.Closings ? Calendar.ClosingOf(day) : null) ?? Calendar.EndOf(day);
}
