using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.People;

namespace Protocols.Tests.Catalog.Versions;

[Trait("Requirement", "M5")]
public sealed class EditCatalogueTests
{
    private static readonly Actor rita = new("rita", "Rita", "admin");
    private static readonly CatalogueVersion present = new(Catalogue.General, CatalogueVersion.Shipped, Actor.Service, Given.Morning);

    public static TheoryData<string> Parts => [.. CataloguePart.Names];

    [Theory, MemberData(nameof(Parts))]
    public void Whatever_is_read_can_be_sent_back_as_it_is(string part)
    {
        var read = CataloguePart.Of(Catalogue.General, part)!;
        var same = new EditCatalogue(part, read.Items)
        {
            Types = read.Types,
            Reasons = read.Reasons,
            DefaultPolicy = read.DefaultPolicy,
            Handling = read.Handling,
            Presets = read.Presets,
            Name = "general",
            Version = 1,
        };
        var next = Then.Value(same.Decide(present, rita, Given.Morning));
        Assert.Equal((2, part, rita, true, false), (next.Version, next.Part, next.By, next.IsEdited, next.AppliesToOpen));
        Assert.Equal(
            present.Write(),
            (next with { Catalogue = next.Catalogue with { Version = 1 }, Part = present.Part, By = present.By, IsEdited = false }).Write());
    }

    [Fact]
    public void Everything_that_is_wrong_with_its_form_is_named_at_once() => Assert.Equal(
        [
            "items[0].address required", "items[0].adress unknown-field", "items[0].name.en required", "items[0].tier not-one-of",
            "items[1] not-an-object", "items[2].code malformed", "items[3] required",
        ],
        Errors("departments", """
            [
                { "code": "finance", "name": { "pt-BR": "Financeiro" }, "adress": "x@exemplo.com.br", "tier": "n7" },
                "finance",
                { "code": 7, "name": { "pt-BR": "Sete", "en": "Seven" }, "address": "x@exemplo.com.br" },
                null
            ]
            """));

    [Fact]
    public void What_other_parts_name_cannot_go_away()
    {
        var errors = Errors("policies", """[{ "code": "own", "name": { "pt-BR": "Nossa", "en": "Ours" }, "presets": ["nowhere"] }]""");
        Assert.Contains("items[0].presets[0] not-one-of", errors);
        Assert.Contains("defaultPolicy not-one-of", errors);
        Assert.Contains(errors, error => error.StartsWith("occurrences[", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "M12")]
    public void An_action_that_nobody_could_take_is_refused()
    {
        var actions = Items("actions");
        actions[0]!["after"] = new JsonArray("request-photos-of-nothing");
        actions[1]!["states"] = new JsonArray();
        var errors = Errors("actions", actions.ToJsonString());
        Assert.Contains("items[0].after[0] not-one-of", errors);
        Assert.Contains("items[1] never-offered", errors);
    }

    [Fact]
    public void A_part_takes_nothing_that_belongs_to_another()
    {
        var items = CataloguePart.Of(Catalogue.General, "templates")!.Items;
        var empty = JsonSerializer.SerializeToElement(Array.Empty<string>());
        var edit = new EditCatalogue("templates", items)
        {
            Types = empty,
            Reasons = empty,
            DefaultPolicy = "sac",
            Handling = JsonSerializer.SerializeToElement(new { reopenDays = 1 }),
            Presets = empty,
            Name = "software",
            Version = 7,
            ToOpen = true,
        };
        Assert.Equal(
            [
                "applyTo terms-only", "defaultPolicy unknown-field", "handling unknown-field", "name read-only", "presets read-only",
                "reasons unknown-field", "types unknown-field", "version read-only",
            ],
            Named(edit.Decide(present, rita, Given.Morning).Refusal));
    }

    [Fact]
    public void How_cases_are_handled_is_edited_with_the_policies_and_within_bounds()
    {
        var policies = CataloguePart.Of(Catalogue.General, "policies")!.Items;
        EditCatalogue Handling(int returns) => new("policies", policies)
        {
            Handling = JsonSerializer.SerializeToElement(new { reopenDays = 10, unreachableDays = 2, returnsPerDay = returns }),
            ToOpen = true,
        };
        Assert.Equal(["handling.returnsPerDay not-between"], Named(Handling(99).Decide(present, rita, Given.Morning).Refusal));
        var next = Then.Value(Handling(1).Decide(present, rita, Given.Morning));
        Assert.Equal(new HandlingPolicy(10, 2, 1), next.Catalogue.Policy);
        Assert.True(next.AppliesToOpen);
    }

    private static JsonArray Items(string part) => JsonNode.Parse(CataloguePart.Of(Catalogue.General, part)!.Items.GetRawText())!.AsArray();

    private static List<string> Errors(string part, string items)
    {
        using var json = JsonDocument.Parse(items);
        return Named(new EditCatalogue(part, json.RootElement).Decide(present, rita, Given.Morning).Refusal);
    }

    private static List<string> Named(Refusal? refusal) =>
        [.. Assert.IsType<Refusal>(refusal).Errors.Select(error => $"{error.Field} {error.Code}").Order(StringComparer.Ordinal)];
}
