using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>Calendars and policies ready to use: the company's default and what each regulator asks for.</summary>
public sealed record Presets(IReadOnlyList<CalendarDefinition> Calendars, IReadOnlyList<Policy> Policies)
{
    public static Presets Shipped { get; } = Read();

    public Policy? Find(string code) => Policies.FirstOrDefault(policy => policy.Code == code);

    /// <summary>The calendars by code, counting in a zone.</summary>
    public IReadOnlyDictionary<string, BusinessCalendar> CalendarsIn(TimeZoneInfo zone) =>
        Calendars.ToDictionary(definition => definition.Code, definition => new BusinessCalendar(definition, zone));

    private static Presets Read()
    {
        using var resource = typeof(Presets).Assembly.GetManifestResourceStream("Protocols.Deadlines.presets.json")
            ?? throw new InvalidOperationException("The presets of deadlines are not among the resources.");
        return JsonSerializer.Deserialize(resource, PresetJson.Default.Presets)!;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Presets))]
internal sealed partial class PresetJson : JsonSerializerContext;
