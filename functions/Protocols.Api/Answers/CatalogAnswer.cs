using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Catalog;

namespace Protocols.Api.Answers;

/// <summary>A part of the company's rules.</summary>
/// <param name="Name">The catalogue's.</param>
/// <param name="Version">Of the whole catalogue.</param>
/// <param name="Presets">Policies and calendars that the company's own may name; absent from other parts.</param>
internal sealed record CatalogAnswer(
    string Name,
    int Version,
    JsonElement Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Presets,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Types,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Reasons,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DefaultPolicy)
{
    public static CatalogAnswer Of(Catalogue catalogue, CataloguePart part) =>
        new(catalogue.Name, catalogue.Version, part.Items, part.Presets, part.Types, part.Reasons, part.DefaultPolicy);
}
