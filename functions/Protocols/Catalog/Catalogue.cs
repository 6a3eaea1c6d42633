using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Catalog;

/// <summary>The company's rules as data: what can occur, what must be known when, how long a case may be taken up again.</summary>
/// <param name="Version">A protocol stays under the version it was opened with.</param>
public sealed record Catalogue(string Name, int Version, HandlingPolicy Policy, IReadOnlyList<Occurrence> Occurrences)
{
    /// <summary>The general consumer service of Decreto 11.034, ready to use.</summary>
    public static Catalogue General { get; } = Shipped("general");

    public Occurrence? Find(string? code) => Occurrences.FirstOrDefault(occurrence => occurrence.Code == code);

    private static Catalogue Shipped(string name)
    {
        using var resource = typeof(Catalogue).Assembly.GetManifestResourceStream($"Protocols.Catalog.{name}.json")
            ?? throw new InvalidOperationException($"The catalogue '{name}' is not among the resources.");
        return JsonSerializer.Deserialize(resource, CatalogueJson.Default.Catalogue)!;
    }
}

/// <param name="ReopenDays">Days after the end within which a case goes on under its number (M13).</param>
/// <param name="UnreachableDays">Local days on which the customer must have been tried before a case may close without him.</param>
public sealed record HandlingPolicy(int ReopenDays, int UnreachableDays);

/// <summary>Something that can occur [ocorrência], M5.</summary>
/// <param name="Type">question, problem, complaint, request, cancellation or the company's own.</param>
/// <param name="Reasons">The reasons it may be given; none means any reason is refused.</param>
/// <param name="Mandatory">Which fields must be known, and when.</param>
public sealed record Occurrence(
    string Code, string Type, LocalText Name, IReadOnlyList<string> Reasons, IReadOnlyList<MandatoryField> Mandatory);

/// <summary>A text that people read, in both languages.</summary>
public sealed record LocalText(
    [property: JsonPropertyName("pt-BR")] string Portuguese, [property: JsonPropertyName("en")] string English);

/// <param name="Field">A field's path, one of <see cref="MandatoryFields.Known"/>.</param>
/// <param name="Before">The step that it is needed before.</param>
public sealed record MandatoryField(string Field, Step Before);

[JsonConverter(typeof(JsonStringEnumConverter<Step>))]
public enum Step
{
    [JsonStringEnumMemberName("resolve")] Resolve,
    [JsonStringEnumMemberName("close")] Close,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Catalogue))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
