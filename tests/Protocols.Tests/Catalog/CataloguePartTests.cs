using System.Text.Json;
using Protocols.Catalog;

namespace Protocols.Tests.Catalog;

/// <summary>What is read of a catalogue is what could be written back.</summary>
[Trait("Requirement", "M12")]
public sealed class CataloguePartTests
{
    public static TheoryData<string> Shipped => [.. Catalogue.ShippedNames];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_catalogue_that_is_written_and_read_again_is_the_same(string name)
    {
        var written = JsonSerializer.Serialize(Catalogue.Shipped(name), CatalogueJson.Default.Catalogue);
        var again = JsonSerializer.Deserialize(written, CatalogueJson.Default.Catalogue)!;

        Assert.Empty(CatalogueRules.Errors(again));
        Assert.Equal(written, JsonSerializer.Serialize(again, CatalogueJson.Default.Catalogue));
        Assert.DoesNotContain("null", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_part_is_there_with_what_it_names()
    {
        foreach (var name in CataloguePart.Names)
        {
            var part = CataloguePart.Of(Catalogue.General, name)!;
            Assert.True(part.Items.GetArrayLength() > 0, name);
            Assert.Equal(name is "policies" or "calendars", part.Presets is not null);
            Assert.Equal(name == "occurrences", part.Types is not null && part.Reasons is not null);
            Assert.Equal(name == "policies" ? "sac" : null, part.DefaultPolicy);
        }
        Assert.Null(CataloguePart.Of(Catalogue.General, "weather"));
    }
}
