using System.Text.Json;
using Protocols.Deadlines;

namespace Protocols.Catalog;

/// <summary>A part of the catalogue as it stands in the data, in both languages.</summary>
/// <param name="Items">The company's own.</param>
/// <param name="Presets">Of policies and calendars: the stock that the company's own may name.</param>
/// <param name="Types">Of occurrences: the types that they name.</param>
/// <param name="Reasons">Of occurrences: the reasons that they name.</param>
/// <param name="DefaultPolicy">Of policies: which holds where an occurrence names none.</param>
/// <param name="Handling">Of policies: how cases are handled, whatever they are.</param>
public sealed record CataloguePart(
    JsonElement Items,
    JsonElement? Presets = null,
    JsonElement? Types = null,
    JsonElement? Reasons = null,
    string? DefaultPolicy = null,
    JsonElement? Handling = null)
{
    public static IReadOnlyList<string> Names { get; } =
        ["occurrences", "actions", "policies", "calendars", "procedures", "departments", "templates"];

    /// <summary>Null where there is no such part.</summary>
    public static CataloguePart? Of(Catalogue catalogue, string name)
    {
        if (!Names.Contains(name))
            return null;
        var whole = JsonSerializer.SerializeToElement(catalogue, CatalogueJson.Default.Catalogue);
        var part = new CataloguePart(whole.GetProperty(name));
        return name switch
        {
            "occurrences" => part with { Types = whole.GetProperty("types"), Reasons = whole.GetProperty("reasons") },
            "policies" => part with { DefaultPolicy = catalogue.DefaultPolicy, Handling = whole.GetProperty("policy"), Presets = Stock(catalogue, name) },
            "calendars" => part with { Presets = Stock(catalogue, name) },
            _ => part,
        };
    }

    private static JsonElement Stock(Catalogue catalogue, string name) =>
        JsonSerializer.SerializeToElement(catalogue.Stock, PresetJson.Default.Presets).GetProperty(name);
}
