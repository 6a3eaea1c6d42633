using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Deadlines;
using Protocols.People;

namespace Protocols.Catalog.Versions;

/// <summary>The company's rules as they stood from a time on, and who made them so.</summary>
/// <param name="Part">What was edited, one of <see cref="CataloguePart.Names"/>, or <see cref="Shipped"/>.</param>
public sealed record CatalogueVersion(Catalogue Catalogue, string Part, Actor By, DateTimeOffset At)
{
    /// <summary>Stands for the catalogue or the presets as they came with the service.</summary>
    public const string Shipped = "shipped";

    public int Version => Catalogue.Version;

    /// <summary>Somebody has made it the company's own, in this version or before it.</summary>
    public bool IsEdited { get; init; }

    /// <summary>What whoever edited it says of it.</summary>
    public string? Reason { get; init; }

    /// <summary>Its policies and calendars hold for protocols that were open, too.</summary>
    public bool AppliesToOpen { get; init; }

    public byte[] Write() =>
        JsonSerializer.SerializeToUtf8Bytes(new(Catalogue, Catalogue.Stock, Part, By, At, Reason, IsEdited, AppliesToOpen), VersionJson.Default.CatalogueForm);

    /// <exception cref="JsonException">A later version of the service wrote it, or it is damaged.</exception>
    public static CatalogueVersion Read(ReadOnlySpan<byte> json)
    {
        var form = JsonSerializer.Deserialize(json, VersionJson.Default.CatalogueForm)!;
        return new(form.Catalogue with { Stock = form.Presets }, form.Part, form.By, form.At)
        {
            Reason = form.Reason,
            IsEdited = form.IsEdited,
            AppliesToOpen = form.AppliesToOpen,
        };
    }
}

/// <summary>A version as it is kept: with the presets of its time, so that a release of the service moves no term of an open case.</summary>
internal sealed record CatalogueForm(
    Catalogue Catalogue, Presets Presets, string Part, Actor By, DateTimeOffset At, string? Reason, bool IsEdited, bool AppliesToOpen);

/// <summary>Forgiving where <see cref="CatalogueJson"/> is not: what was checked before it was kept must stay readable by later releases.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(CatalogueForm))]
internal sealed partial class VersionJson : JsonSerializerContext;
