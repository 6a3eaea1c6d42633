using System.Text.Json;
using Protocols.Deadlines;
using Protocols.People;

namespace Protocols.Catalog.Versions;

/// <summary>
/// What becomes of the rules when a release of the service starts: the first version is the catalogue that a setting names. While
/// nobody has edited it, it follows the release; edited by hand it is the company's, and only the presets of laws follow.
/// </summary>
internal static class ShippedVersions
{
    /// <summary>The version to be added; null where nothing is to be done.</summary>
    public static CatalogueVersion? Next(CatalogueVersion? last, Catalogue shipped, TimeProvider clock)
    {
        var wanted = Wanted(last, shipped) with { Version = (last?.Version ?? 0) + 1 };
        return last is not null && Same(wanted, last.Catalogue)
            ? null
            : new(wanted, CatalogueVersion.Shipped, Actor.Service, clock.Now()) { IsEdited = last?.IsEdited == true && wanted.Name == last.Catalogue.Name };
    }

    private static Catalogue Wanted(CatalogueVersion? last, Catalogue shipped)
    {
        if (last is null || last.Catalogue.Name != shipped.Name || !last.IsEdited)
            return shipped;
        var followed = last.Catalogue with { Stock = shipped.Stock };
        // Presets that the company's own policies name may be gone; then it stays with those it has.
        return CatalogueRules.Errors(followed).Count == 0 ? followed : last.Catalogue;
    }

    private static bool Same(Catalogue one, Catalogue other) =>
        Text(one with { Version = 0 }).AsSpan().SequenceEqual(Text(other with { Version = 0 }))
        && Text(one.Stock).AsSpan().SequenceEqual(Text(other.Stock));

    private static byte[] Text(Catalogue catalogue) => JsonSerializer.SerializeToUtf8Bytes(catalogue, CatalogueJson.Default.Catalogue);

    private static byte[] Text(Presets presets) => JsonSerializer.SerializeToUtf8Bytes(presets, PresetJson.Default.Presets);
}
