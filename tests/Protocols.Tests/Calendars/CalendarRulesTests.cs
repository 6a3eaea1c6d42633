using System.Text.Json;
using Protocols.Calendars;

namespace Protocols.Tests.Calendars;

[Trait("Requirement", "M15")]
public sealed class CalendarRulesTests
{
    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var definition = new CalendarDefinition(" ", Calendar.Name, new Dictionary<string, IReadOnlyList<string>>
        {
            ["monday"] = ["09:00-12:00", "11:59-13:00", "12:00-13:00"],
            ["tuesday"] = ["18:00-09:00", "09:00-09:00", "nine to five", "9:00-12:00", "20:00-24:01", "20:60-21:00", "08:00-24:00"],
            ["caturday"] = ["09:00-12:00"],
        }, "lunar")
        {
            LocalHolidays =
            [
                Calendar.Off("2026-02-29"), Calendar.Off("--02-30"), Calendar.Off("--02-29"), Calendar.Off("25/01"), Calendar.Off("--02-29"),
                Calendar.HalfDay("--12-24", "09:00-13:00", "12:00-14:00"),
            ],
        };

        Assert.Equal(
            [
                ("code", "required"), ("hours.monday[1]", "overlaps"),
                ("hours.tuesday[0]", "end-before-start"), ("hours.tuesday[1]", "end-before-start"), ("hours.tuesday[2]", "not-a-slot"),
                ("hours.tuesday[3]", "not-a-slot"), ("hours.tuesday[4]", "not-a-slot"), ("hours.tuesday[5]", "not-a-slot"),
                ("hours", "not-one-of"), ("holidays", "not-one-of"),
                ("localHolidays[0].on", "no-such-day"), ("localHolidays[1].on", "no-such-day"), ("localHolidays[3].on", "no-such-day"),
                ("localHolidays[4].on", "given-twice"), ("localHolidays[5].hours[1]", "overlaps"),
            ],
            CalendarRules.Errors(definition).Select(error => (error.Field, error.Code)));
    }

    [Fact]
    public void A_calendar_in_which_nobody_ever_works_is_refused()
    {
        Assert.Equal([("hours", "required")], Codes(Calendar.Definition([])));
        Assert.Equal([("hours", "required")], Codes(Calendar.Definition(new() { ["monday"] = [] })));
        Assert.Equal([("hours", "required")], Codes(Calendar.Definition(new() { ["monday"] = null! })));
    }

    [Fact]
    public void A_calendar_that_keeps_no_holidays_names_none_of_its_own() =>
        Assert.Equal(
            [("localHolidays", "calendar-has-none")],
            Codes(Calendar.Definition(Calendar.Daily("00:00-24:00"), "none", Calendar.Off("--01-25"))));

    [Fact]
    public void Nothing_counts_with_a_calendar_that_is_wrong() =>
        Assert.Throws<ArgumentException>(() => Calendar.New(Calendar.Daily("09:00-08:00")));

    [Fact]
    public void A_holiday_that_says_nothing_is_none() => Assert.Equal(
        [("localHolidays[0]", "required")], Codes(Calendar.Definition(Calendar.Daily("00:00-24:00"), "national", (LocalHoliday)null!)));

    [Fact]
    public void Slots_may_touch_and_there_may_be_many() =>
        Assert.Empty(Codes(Calendar.Definition(Calendar.Daily("00:00-09:00", "09:00-12:00", "13:00-24:00"))));

    [Fact]
    public void A_definition_is_plain_JSON()
    {
        const string Json = """
            {
              "code": "office",
              "name": { "pt-BR": "Escritório", "en": "Office" },
              "hours": { "monday": ["09:00-12:00", "13:00-18:00"], "friday": ["09:00-12:00"] },
              "holidays": "national+optional",
              "localHolidays": [
                { "on": "--01-25", "name": { "pt-BR": "Aniversário de São Paulo", "en": "Anniversary of São Paulo" } },
                { "on": "2026-12-24", "name": { "pt-BR": "Véspera de Natal", "en": "Christmas Eve" }, "hours": ["09:00-12:00"], "optional": true }
              ]
            }
            """;

        var read = JsonSerializer.Deserialize<CalendarDefinition>(Json, JsonSerializerOptions.Web)!;

        Assert.Empty(Codes(read));
        Assert.Equal(["09:00-12:00", "13:00-18:00"], read.Hours["monday"]);
        var half = read.LocalHolidays[1];
        Assert.Equal(("2026-12-24", true, "09:00-12:00"), (half.On, half.Optional, half.Hours![0]));
    }

    private static IEnumerable<(string, string)> Codes(CalendarDefinition definition) =>
        CalendarRules.Errors(definition).Select(error => (error.Field, error.Code));
}
