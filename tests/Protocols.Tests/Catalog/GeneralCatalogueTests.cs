using Protocols.Catalog;
using Protocols.Customers;

namespace Protocols.Tests.Catalog;

[Trait("Requirement", "M5")]
public sealed class GeneralCatalogueTests
{
    [Fact]
    public void Its_occurrences_are_told_apart_by_code_and_named_in_both_languages()
    {
        var occurrences = Given.Catalogue.Occurrences;

        Assert.NotEmpty(occurrences);
        Assert.Equal(occurrences.Count, occurrences.Select(occurrence => occurrence.Code).Distinct().Count());
        Assert.All(occurrences, occurrence => Assert.False(
            string.IsNullOrWhiteSpace(occurrence.Name.Portuguese) || string.IsNullOrWhiteSpace(occurrence.Name.English)));
    }

    [Fact]
    public void It_makes_mandatory_only_fields_there_are()
    {
        var fields = Given.Catalogue.Occurrences.SelectMany(occurrence => occurrence.Mandatory).Select(rule => rule.Field).ToList();

        Assert.NotEmpty(fields);
        Assert.Subset(MandatoryFields.Known.ToHashSet(), fields.ToHashSet());
    }

    [Fact]
    public void Every_field_that_may_be_mandatory_is_asked_for_until_it_is_there()
    {
        var all = Catalogue(Step.Resolve);
        var bare = Given.AnOpenedProtocol().ClassifiedAs("praise");
        var full = bare.WithSubject().WithDetail().WithCustomer(Given.Maria).WithReferences(new Reference("order", "A-17"));

        Assert.Equal(MandatoryFields.Known, MandatoryFields.Missing(bare, all, Step.Resolve));
        Assert.Equal(["reason"], MandatoryFields.Missing(full, all, Step.Resolve));
        Assert.Empty(MandatoryFields.Missing(full.ClassifiedAs("praise", "kindness"), all, Step.Resolve));
    }

    [Fact]
    public void A_field_for_closing_is_not_asked_for_at_resolving()
    {
        var bare = Given.AnOpenedProtocol().ClassifiedAs("praise");

        Assert.Empty(MandatoryFields.Missing(bare, Catalogue(Step.Close), Step.Resolve));
        Assert.Equal(MandatoryFields.Known, MandatoryFields.Missing(bare, Catalogue(Step.Close), Step.Close));
        Assert.Equal(MandatoryFields.Known, MandatoryFields.Missing(bare, Catalogue(Step.Resolve), Step.Close));
    }

    [Fact]
    public void Of_an_unclassified_protocol_nothing_is_asked() =>
        Assert.Empty(MandatoryFields.Missing(Given.AnOpenedProtocol(), Catalogue(Step.Resolve), Step.Close));

    private static Catalogue Catalogue(Step before)
    {
        var rules = MandatoryFields.Known.Select(field => new MandatoryField(field, before));
        return Given.Catalogue with { Occurrences = [Given.Catalogue.Find("praise")! with { Mandatory = [.. rules] }] };
    }
}
