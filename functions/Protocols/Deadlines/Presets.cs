using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>Calendars and policies ready to use: the company's default and what each regulator asks for.</summary>
public sealed record Presets(IReadOnlyList<CalendarDefinition> Calendars, IReadOnlyList<Policy> Policies)
{
    /// <summary>The policy of what the law asks of everybody who keeps something of a person; it stands beside each other one.</summary>
    public const string ForAll = "lgpd";

    public static Presets Shipped { get; } = Read();

    public Policy? Find(string code) => Policies.FirstOrDefault(policy => policy.Code == code);

    /// <summary>The policy with the terms that hold for all, as far as these presets know some.</summary>
    public Policy WithThoseForAll(Policy policy) => Find(ForAll) is { } all ? policy.Beside(all) : policy;

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
