using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.People;

namespace Protocols.Api.Answers;

/// <summary>A part of the company's rules.</summary>
/// <param name="Name">The catalogue's.</param>
/// <param name="Version">Of the whole catalogue.</param>
/// <param name="Presets">Policies and calendars that the company's own may name; absent from other parts.</param>
/// <param name="Handling">How cases are handled, whatever they are; with policies.</param>
internal sealed record CatalogAnswer(
    string Name,
    int Version,
    JsonElement Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Presets,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Types,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Reasons,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DefaultPolicy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Handling)
{
    public static CatalogAnswer Of(CatalogueVersion version, CataloguePart part) => new(
        version.Catalogue.Name, version.Version, part.Items, part.Presets, part.Types, part.Reasons, part.DefaultPolicy, part.Handling);
}

/// <summary>That the rules were edited.</summary>
/// <param name="Part">What was edited; <c>shipped</c> where it came with the service.</param>
/// <param name="ApplyTo">For which protocols its terms hold: <c>new</c> or <c>open</c>, too.</param>
internal sealed record CatalogVersionAnswer(int Version, string Name, string Part, Actor By, DateTimeOffset At, string? Reason, string ApplyTo)
{
    public static CatalogVersionAnswer Of(CatalogueVersion version) => new(
        version.Version, version.Catalogue.Name, version.Part, version.By, version.At, version.Reason, version.AppliesToOpen ? "open" : "new");
}

internal sealed record CatalogVersionsAnswer(IReadOnlyList<CatalogVersionAnswer> Items, string? NextCursor);

/// <summary>What an edit of policies would do to open protocols.</summary>
/// <param name="Complete">Whether all open protocols were looked at.</param>
/// <param name="Changed">How many would have other due dates.</param>
internal sealed record PreviewAnswer(int Examined, bool Complete, int Changed, int BreachedNow, int BreachedThen);
