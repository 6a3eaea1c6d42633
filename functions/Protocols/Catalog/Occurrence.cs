using System.Text.Json.Serialization;

namespace Protocols.Catalog;

/// <summary>Something that can occur [ocorrência], M5.</summary>
/// <param name="Type">One of the catalogue's types; <c>question</c> means that it ends in its call (M6).</param>
/// <param name="Reasons">The reasons it may be given, among the catalogue's; none means any reason is refused.</param>
/// <param name="Mandatory">Which fields must be known, and when.</param>
/// <param name="Policy">The policy it runs under; null for the default one.</param>
public sealed record Occurrence(
    string Code, string Type, LocalText Name, IReadOnlyList<string> Reasons, IReadOnlyList<MandatoryField> Mandatory, string? Policy = null);

/// <param name="Field">A field's path, one of <see cref="MandatoryFields.Known"/>.</param>
/// <param name="Before">The step that it is needed before.</param>
public sealed record MandatoryField(string Field, Step Before);

[JsonConverter(typeof(JsonStringEnumConverter<Step>))]
public enum Step
{
    [JsonStringEnumMemberName("resolve")] Resolve,
    [JsonStringEnumMemberName("close")] Close,
}

/// <summary>A code of a vocabulary that the company extends, and what people call it.</summary>
public sealed record NamedCode(string Code, LocalText Name);

/// <summary>A text that people read, in both languages.</summary>
public sealed record LocalText(
    [property: JsonPropertyName("pt-BR")] string Portuguese, [property: JsonPropertyName("en")] string English)
{
    /// <summary>Portuguese unless English is asked for.</summary>
    public string In(bool english) => english ? English : Portuguese;
}
