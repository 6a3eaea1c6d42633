using System.Text.Json.Nodes;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>An administrator edits the company's rules; what holds for whom is as he said.</summary>
[Trait("Requirement", "M5")]
public sealed class CatalogEditTests : IAsyncLifetime
{
    private readonly RunningService service = new();
    private Desk rita = null!;

    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        rita = await service.AsAsync("admin", "rita");
    }

    public async Task DisposeAsync()
    {
        service.AssertQuiet();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Only_an_administrator_edits_and_says_which_version()
    {
        var departments = await BodyAsync("departments");
        Assert.Equal("403 role-forbidden", (await (await service.AsAsync("supervisor")).SendAsync("PUT", "catalog/departments", departments, Any)).Refusal);
        Assert.Equal("428 if-match-missing", (await rita.SendAsync("PUT", "catalog/departments", departments)).Refusal);
        Assert.Equal("412 catalog-changed", (await EditAsync("departments", departments, "\"7-general\"")).Refusal);
        Assert.Equal("404 catalog-part-not-found", (await EditAsync("weather", departments, "*")).Refusal);
        Assert.Equal("\"1-general\"", (await rita.SendAsync("GET", "catalog/departments", null)).ETag);
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_place_and_nothing_is_changed()
    {
        var policies = await BodyAsync("policies");
        policies["defaultPolicy"] = "nobody-knows";
        policies["items"]![0]!["targets"] = new JsonArray(new JsonObject
        {
            ["target"] = "resolution",
            ["terms"] = new JsonArray(new JsonObject
            {
                ["amount"] = -3,
                ["unit"] = "working-hours",
                ["calendar"] = "moon",
                ["rule"] = new JsonObject { ["article"] = "a", ["source"] = "s", ["verified"] = true },
            }),
        });
        var refused = await EditAsync("policies", policies, "*");
        Assert.Equal("400 invalid", refused.Refusal);
        Assert.Equal(
            ["defaultPolicy", "items[0].targets[0].terms[0].amount", "items[0].targets[0].terms[0].calendar"],
            refused["errors"].EnumerateArray().Select(error => error.GetProperty("field").GetString()).Order());
        Assert.Equal("\"1-general\"", (await rita.SendAsync("GET", "catalog/policies", null)).ETag);
    }

    [Fact]
    public async Task An_edit_is_another_version_and_the_one_before_stays_readable()
    {
        var templates = await BodyAsync("templates");
        templates["items"]![0]!["text"]!["en"] = "Hello {number}";
        templates["reason"] = "Mais curto";
        var edited = (await EditAsync("templates", templates, "\"1-general\"")).Expect(200);
        Assert.Equal((2, "\"2-general\""), (edited["version"].GetInt32(), edited.ETag));
        Assert.Equal("412 catalog-changed", (await EditAsync("templates", await BodyAsync("templates"), "\"1-general\"")).Refusal);

        var before = (await rita.SendAsync("GET", "catalog/templates?version=1", null)).Expect(200);
        Assert.NotEqual("Hello {number}", before.Items()[0].GetProperty("text").GetProperty("en").GetString());
        Assert.Equal("400 invalid", (await rita.SendAsync("GET", "catalog/templates?version=3", null)).Refusal);

        var listed = (await rita.SendAsync("GET", "catalog/versions?limit=1", null)).Expect(200);
        var newest = Assert.Single(listed.Items());
        Assert.Equal(
            (2, "templates", "rita", "Mais curto", "new"),
            (newest.GetProperty("version").GetInt32(), newest.GetProperty("part").GetString(), newest.GetProperty("by").GetProperty("id").GetString(),
                newest.GetProperty("reason").GetString(), newest.GetProperty("applyTo").GetString()));
        var next = (await rita.SendAsync("GET", $"catalog/versions?cursor={listed["nextCursor"].GetString()}", null)).Expect(200);
        Assert.Equal("shipped", Assert.Single(next.Items()).GetProperty("part").GetString());
    }

    [Fact]
    [Trait("Requirement", "M12")]
    public async Task A_protocol_keeps_the_actions_it_was_opened_with()
    {
        var ana = await service.AgentAsync();
        var old = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta" });
        var actions = await BodyAsync("actions");
        var items = actions["items"]!.AsArray();
        items.Remove(items.Single(action => (string?)action!["code"] == "message-customer"));
        (await EditAsync("actions", actions, "*")).Expect(200);
        var young = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta" });

        (await ana.DoAsync(old, "message-customer", new { data = new { text = "Estamos vendo" } })).Expect(200);
        Assert.Equal("404 action-not-found", (await ana.DoAsync(young, "message-customer", new { data = new { text = "Estamos vendo" } })).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M15")]
    public async Task Terms_hold_for_new_protocols_or_for_open_ones_too_and_a_preview_counts_before()
    {
        var ana = await service.AgentAsync();
        var old = await ana.OpenedAsync(new { channel = "email", subject = "Internet lenta" });
        var due = await DueAsync(ana, old);
        var policies = await BodyAsync("policies");
        foreach (var policy in policies["items"]!.AsArray())
        {
            policy!["presets"] = new JsonArray("bacen-ouvidoria");
            policy.AsObject().Remove("escalations");
        }

        var preview = (await rita.SendAsync("POST", "catalog/policies/preview", policies)).Expect(200);
        Assert.Equal((1, true, 1, 0), (
            preview["examined"].GetInt32(), preview["complete"].GetBoolean(), preview["changed"].GetInt32(), preview["breachedThen"].GetInt32()));

        (await EditAsync("policies", policies, "*")).Expect(200);
        await service.SweepAsync("deadlines");
        Assert.Equal(due, await DueAsync(ana, old));
        Assert.NotEqual(due, await DueAsync(ana, await ana.OpenedAsync(new { channel = "email", subject = "Internet lenta" })));

        policies["applyTo"] = "open";
        policies["version"] = 2;
        (await EditAsync("policies", policies, "*")).Expect(200);
        await service.SweepAsync("deadlines");
        Assert.NotEqual(due, await DueAsync(ana, old));
        var read = (await ana.ReadAsync(old)).Expect(200);
        Assert.Equal("rules-changed", read.KindsOfActs[^1]);
        var lines = (await ana.SendAsync("GET", $"protocols/{old}/deadlines", null)).Expect(200);
        Assert.All(lines.Items(), line => Assert.Equal(3, line.GetProperty("rule").GetProperty("version").GetInt32()));
    }

    private static (string, string) Any => ("If-Match", "*");

    private static async Task<string> DueAsync(Desk desk, string number) => (await desk.ReadAsync(number)).Expect(200)["deadlines"].GetRawText();

    private async Task<JsonObject> BodyAsync(string part) =>
        JsonNode.Parse((await rita.SendAsync("GET", $"catalog/{part}", null)).Expect(200).Text)!.AsObject();

    private Task<Reply> EditAsync(string part, JsonObject body, string version) => rita.SendAsync("PUT", $"catalog/{part}", body, ("If-Match", version));
}
