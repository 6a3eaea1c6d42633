using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Protocols.Calendars;

/// <summary>
/// Business time in one zone. Immutable and safe to share. Working time is elapsed time while the clock on the wall stands in a
/// slot, so it is exact across changes of daylight saving. Nothing here runs for ever: what is not found within forty years is null.
/// </summary>
public sealed class BusinessCalendar
{
    private const int HorizonDays = 40 * 366, MostKnown = 4_096;

    private static readonly DateOnly last = DateOnly.MaxValue.AddDays(-7);

    private readonly LocalClock clock;
    private readonly HolidaySet set;
    private readonly Slot[][] week;
    private readonly FrozenDictionary<YearlyDay, Slot[]> local;

    /// <summary>What is worked on the days that were asked for: the deadlines of all protocols ask for the same few.</summary>
    private readonly ConcurrentDictionary<DateOnly, Span[]> known = new();

    /// <exception cref="ArgumentException">The definition breaks <see cref="CalendarRules"/>.</exception>
    public BusinessCalendar(CalendarDefinition definition, TimeZoneInfo zone)
    {
        if (CalendarRules.Errors(definition) is [var error, ..])
            throw new ArgumentException($"The calendar '{definition.Code}' is not usable: {error.Field} {error.Code}.", nameof(definition));
        Code = definition.Code;
        clock = new(zone);
        _ = Codes<HolidaySet>.TryParse(definition.Holidays, out set);
        week = [.. CalendarRules.Weekdays.Select(weekday => Slots(definition.Hours.GetValueOrDefault(weekday)))];
        var keepsOptional = set is HolidaySet.NationalAndOptional or HolidaySet.Banking;
        local = definition.LocalHolidays
            .Where(holiday => keepsOptional || !holiday.Optional)
            .ToFrozenDictionary(holiday => YearlyDay.TryParse(holiday.On, out var day) ? day : default, holiday => Slots(holiday.Hours));
    }

    public string Code { get; }

    public DateOnly DayOf(DateTimeOffset at) => clock.DayOf(at);

    public DateTimeOffset StartOf(DateOnly day) => clock.StartOf(day);

    /// <summary>Local midnight, the first instant that is no longer the day.</summary>
    public DateTimeOffset EndOf(DateOnly day) => clock.StartOf(day.AddDays(1));

    /// <summary>A whole day off, whichever weekday it falls on.</summary>
    public bool IsHoliday(DateOnly day) => Holidays.Of(day.Year, set).Contains(day) || Special(day) is { Length: 0 };

    /// <summary>Monday to Friday and no holiday, whatever the hours; a half day is one.</summary>
    public bool IsBusinessDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>The day on which so many business days have passed, the first one not counted.</summary>
    public DateOnly? BusinessDaysOn(DateOnly day, int count)
    {
        var end = Horizon(day);
        for (; count > 0; count--)
        {
            do
            {
                if (day >= end)
                    return null;
                day = day.AddDays(1);
            }
            while (!IsBusinessDay(day));
        }
        return day;
    }

    /// <summary>When the day's last slot ends; null where nobody works.</summary>
    public DateTimeOffset? ClosingOf(DateOnly day) => WorkedOn(day) is [.., var span] ? span.To : null;

    /// <summary>
    /// The instant at which so much working time has passed: at a slot's end where it is used up there, and the given one where
    /// there is none to pass. Null where the calendar has not so much.
    /// </summary>
    public DateTimeOffset? Add(DateTimeOffset at, TimeSpan working)
    {
        if (working <= TimeSpan.Zero)
            return at;
        var day = DayOf(at);
        foreach (var span in Open(at, Horizon(day)))
        {
            if (working <= span.Length)
                return span.From + working;
            working -= span.Length;
        }
        return null;
    }

    /// <summary>The working time from one instant to a later one; none where it is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => Open(from, DayOf(to))
        .Select(span => span.Within(from, to))
        .Where(span => span.Length > TimeSpan.Zero)
        .Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Length);

    /// <summary>What the calendar did from one instant to a later one, without gaps; neighbours differ in kind.</summary>
    public IReadOnlyList<CalendarSegment> Segments(DateTimeOffset from, DateTimeOffset to)
    {
        var segments = new SegmentList(from, to);
        for (var day = DayOf(from); day <= DayOf(to); day = day.AddDays(1))
        {
            foreach (var span in WorkedOn(day))
            {
                segments.Upto(span.From, SegmentKind.OutOfHours);
                segments.Upto(span.To, SegmentKind.Running);
            }
            segments.Upto(EndOf(day), IsHoliday(day) ? SegmentKind.Holiday : SegmentKind.OutOfHours);
        }
        return segments.Finished;
    }

    /// <summary>The spans that are worked, in order, from an instant on to the end of a day.</summary>
    private IEnumerable<Span> Open(DateTimeOffset from, DateOnly until)
    {
        for (var day = DayOf(from); day <= until; day = day.AddDays(1))
        {
            foreach (var span in WorkedOn(day))
            {
                if (span.To > from)
                    yield return span.Within(from, span.To);
            }
        }
    }

    private Span[] WorkedOn(DateOnly day)
    {
        if (known.TryGetValue(day, out var spans))
            return spans;
        if (known.Count >= MostKnown)
            known.Clear();
        return known[day] = [.. clock.Find(day, SlotsOf(day))];
    }

    private Slot[] SlotsOf(DateOnly day) =>
        Holidays.Of(day.Year, set).Contains(day) ? [] : Special(day) ?? week[(int)day.DayOfWeek];

    /// <summary>The slots of a local holiday; null where the day is none.</summary>
    private Slot[]? Special(DateOnly day) =>
        local.GetValueOrDefault(new(day.Year, day.Month, day.Day)) ?? local.GetValueOrDefault(new(null, day.Month, day.Day));

    private static Slot[] Slots(IReadOnlyList<string>? texts) =>
        [.. (texts ?? []).Select(text => Slot.TryParse(text, out var slot) ? slot : default).OrderBy(slot => slot.From)];

    private static DateOnly Horizon(DateOnly day) => day > last.AddDays(-HorizonDays) ? last : day.AddDays(HorizonDays);
}
