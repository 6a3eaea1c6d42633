using System.Globalization;

namespace Protocols.Calendars;

/// <summary>What a calendar must be before anything counts with it.</summary>
public static class CalendarRules
{
    internal static IReadOnlyList<string> Weekdays { get; } =
        [.. Enum.GetNames<DayOfWeek>().Select(name => name.ToLowerInvariant())];

    /// <summary>Everything that is wrong with it, all at once; empty where nothing is.</summary>
    public static IReadOnlyList<FieldError> Errors(CalendarDefinition definition)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(definition.Code))
            errors.Add(new("code", "required"));
        foreach (var (weekday, slots) in definition.Hours)
        {
            if (!Weekdays.Contains(weekday))
                errors.Add(new("hours", "not-one-of", string.Join(", ", Weekdays)));
            else
                errors.AddRange(SlotErrors($"hours.{weekday}", slots ?? []));
        }
        // Time that never runs would never end.
        if (definition.Hours.Values.All(slots => slots is null or { Count: 0 }))
            errors.Add(new("hours", "required"));

        if (!Codes<HolidaySet>.TryParse(definition.Holidays, out var set))
            errors.Add(new("holidays", "not-one-of", string.Join(", ", Codes<HolidaySet>.All)));
        else if (set == HolidaySet.None && definition.LocalHolidays.Count > 0)
            errors.Add(new("localHolidays", "calendar-has-none"));
        errors.AddRange(HolidayErrors(definition.LocalHolidays));
        return errors;
    }

    private static IEnumerable<FieldError> HolidayErrors(IReadOnlyList<LocalHoliday> holidays)
    {
        var seen = new HashSet<YearlyDay>();
        for (var i = 0; i < holidays.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"localHolidays[{i}]");
            if (holidays[i] is null)
            {
                yield return new(field, "required");
                continue;
            }
            if (!YearlyDay.TryParse(holidays[i].On, out var day))
                yield return new($"{field}.on", "no-such-day");
            else if (!seen.Add(day))
                yield return new($"{field}.on", "given-twice");
            foreach (var error in SlotErrors($"{field}.hours", holidays[i].Hours ?? []))
                yield return error;
        }
    }

    private static IEnumerable<FieldError> SlotErrors(string field, IReadOnlyList<string> texts)
    {
        var good = new List<Slot>();
        for (var i = 0; i < texts.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]");
            if (!Slot.TryParse(texts[i], out var slot))
                yield return new(at, "not-a-slot");
            else if (slot.To <= slot.From)
                yield return new(at, "end-before-start");
            else if (good.Exists(other => slot.From < other.To && other.From < slot.To))
                yield return new(at, "overlaps");
            else
                good.Add(slot);
        }
    }
}
