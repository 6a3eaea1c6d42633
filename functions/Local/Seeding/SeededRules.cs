using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.People;

namespace Protocols.Local.Seeding;

/// <summary>
/// The rules of the company whose year it is. It provides telecommunications, so its technical problems run under that regulator's terms, too, and one of
/// them is for the number itself. Edited as an administrator does it, so that the general rules stay what they are.
/// </summary>
internal static class SeededRules
{
    /// <summary>What they hold for.</summary>
    public const string Occurrence = "technical-problem";

    private const string Policy = "telecom", Preset = "anatel", Reason = "Serviço regulado pela ANATEL";

    /// <summary>Where the folder has them already they stay as they are.</summary>
    public static async Task PublishAsync(RuleBook book, DateTimeOffset now, CancellationToken cancellation)
    {
        var newest = await book.NewestAsync(cancellation);
        if (newest.Catalogue.Policies.Any(policy => policy.Code == Policy))
            return;
        var usual = newest.Catalogue.DefaultPolicy;
        newest = await EditAsync(book, newest, "policies", policies => AddPolicy(policies, usual), now, cancellation);
        await EditAsync(book, newest, "occurrences", occurrences => Named(occurrences, Occurrence)["policy"] = Policy, now, cancellation);
    }

    private static async Task<CatalogueVersion> EditAsync(
        RuleBook book, CatalogueVersion newest, string part, Action<JsonArray> edit, DateTimeOffset now, CancellationToken cancellation)
    {
        var items = JsonArray.Create(CataloguePart.Of(newest.Catalogue, part)!.Items)!;
        edit(items);
        var next = new EditCatalogue(part, JsonSerializer.SerializeToElement(items)) { Reason = Reason }.Decide(newest, Actor.Service, now);
        return next.Succeeded && await book.PublishAsync(next.Value, cancellation)
            ? next.Value
            : throw new SeedException($"The rules of the company to be filled in were not taken: {next.Refusal?.Code ?? "somebody else edits them"}.");
    }

    /// <summary>As what holds where no other does, with the regulator's terms in the place of the general law's, which they include.</summary>
    private static void AddPolicy(JsonArray policies, string usual)
    {
        var telecom = Named(policies, usual).DeepClone();
        telecom["code"] = Policy;
        telecom["name"] = new JsonObject { ["pt-BR"] = "Serviço de telecomunicações", ["en"] = "Telecommunications service" };
        telecom["presets"] = new JsonArray("company", Preset);
        policies.Add(telecom);
    }

    private static JsonNode Named(JsonArray items, string code) => items.First(one => (string?)one!["code"] == code)!;
}
