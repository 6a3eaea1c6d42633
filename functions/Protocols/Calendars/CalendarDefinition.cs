using System.Text.Json.Serialization;
using Protocols.Catalog;

namespace Protocols.Calendars;

/// <summary>
/// A calendar as the catalogue keeps it, in words, so that <see cref="CalendarRules"/> can name everything that is wrong with it
/// at once. <see cref="BusinessCalendar"/> is what counts with it.
/// </summary>
/// <param name="Hours">
/// By English weekday, the hours that are worked: <c>"monday": ["09:00-12:00", "13:00-18:00"]</c>. A slot ends at 24:00 at the latest;
/// a weekday not named is off.
/// </param>
/// <param name="Holidays">One of <see cref="HolidaySet"/>.</param>
public sealed record CalendarDefinition(
    string Code, LocalText Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Hours, string Holidays)
{
    public IReadOnlyList<LocalHoliday> LocalHolidays { get; init => field = value ?? []; } = [];
}

/// <summary>A day of the company's state or city, or its own.</summary>
/// <param name="On">Every year (<c>--01-25</c>) or once (<c>2026-07-09</c>); of two for one day, the one with a year counts.</param>
/// <param name="Hours">A half day: these slots replace the usual ones. None means nobody works.</param>
/// <param name="Optional">Kept only by calendars that keep the optional days [ponto facultativo].</param>
public sealed record LocalHoliday(string On, LocalText Name, IReadOnlyList<string>? Hours = null, bool Optional = false);

/// <summary>Which of the country's days off a calendar keeps.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HolidaySet>))]
public enum HolidaySet
{
    /// <summary>No day is a holiday.</summary>
    [JsonStringEnumMemberName("none")] None,

    [JsonStringEnumMemberName("national")] National,

    /// <summary>Carnival Monday and Tuesday and Corpus Christi too.</summary>
    [JsonStringEnumMemberName("national+optional")] NationalAndOptional,

    /// <summary>Days on which banks do not work; today the same as the one before.</summary>
    [JsonStringEnumMemberName("banking")] Banking,
}
