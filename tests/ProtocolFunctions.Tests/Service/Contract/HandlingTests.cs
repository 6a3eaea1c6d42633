using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Who owns, who executes (M7), what belongs together (M13), and who sees the customer's data in full.</summary>
public sealed class HandlingTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    [Trait("Requirement", "M7")]
    public async Task Ownership_moves_by_a_supervisor_only()
    {
        var ana = await service.AgentAsync();
        var bia = await service.AsAsync("agent", "bia", "Bia Reis");
        var sara = await service.AsAsync("supervisor", "sara", "Sara Nunes");
        var number = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal("409 already-owned", (await bia.ClaimAsync(number)).Refusal);
        Assert.Equal("403 role-forbidden", (await ana.SetOwnerAsync(number, new { id = "bia", reason = "Troca" })).Refusal);
        Assert.Equal(["reason required"], (await sara.SetOwnerAsync(number, new { id = "bia" })).Errors);
        var moved = (await sara.SetOwnerAsync(number, new { id = "bia", name = "Bia Reis", reason = "Ana saiu da empresa" })).Expect(200);
        Assert.Equal("bia", moved["owner"].GetProperty("id").GetString());
        Assert.Equal("ana", moved["openedBy"].GetProperty("id").GetString());
        Assert.False(moved.Body.TryGetProperty("timeline", out _));
        Assert.Equal("Ana saiu da empresa", (await ana.TimelineAsync(number)).Items()[^1].GetProperty("text").GetString());
        (await (await service.AsAsync("ombudsman", "olga")).SetOwnerAsync(number, new { id = "ana", reason = "Voltou" })).Expect(200);
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public async Task Of_many_who_claim_one_becomes_the_owner()
    {
        var site = await service.AsAsync("client", "site");
        var number = await site.OpenedAsync(Samples.Contact());
        var agents = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => service.AsAsync("agent", $"agente-{i}")));
        var claims = await Task.WhenAll(agents.Select(agent => agent.ClaimAsync(number)));
        Assert.Single(claims, claim => claim.Status == 200);
        Assert.All(claims.Where(claim => claim.Status != 200), claim => Assert.Equal("409 already-owned", claim.Refusal));
        Assert.Equal(["opened", "claimed"], (await agents[0].ReadAsync(number)).Kinds("timeline"));
    }

    [Fact]
    [Trait("Requirement", "M7")]
    public async Task An_executor_is_named_and_gives_the_case_back_while_the_owner_stays()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal(["id required"], (await ana.SetExecutorAsync(number, new { name = "Carla" })).Errors);
        var named = (await ana.SetExecutorAsync(number, new { id = "carla", name = "Carla Dias" })).Expect(200);
        Assert.Equal("carla", named["executor"].GetProperty("id").GetString());
        Assert.Equal("ana", named["owner"].GetProperty("id").GetString());
        var back = (await ana.SetExecutorAsync(number, null)).Expect(200);
        Assert.Equal(JsonValueKind.Null, back["executor"].ValueKind);
    }

    [Fact]
    [Trait("Requirement", "M13")]
    public async Task A_link_is_recorded_at_both_ends_once()
    {
        var ana = await service.AgentAsync();
        var (first, second) = (await ana.OpenedAsync(Samples.Contact()), await ana.OpenedAsync(Samples.Contact()));
        Assert.Equal(["number number-mistyped"], (await ana.LinkAsync(first, Samples.Mistyped(second))).Errors);
        Assert.Equal(["number protocol-not-found"], (await ana.LinkAsync(first, Samples.UnknownNumber)).Errors);
        Assert.Equal(["number link-to-itself"], (await ana.LinkAsync(first, first)).Errors);
        Assert.Equal(["kind not-one-of"], (await ana.LinkAsync(first, second, "friend")).Errors);
        (await ana.LinkAsync(first, $"protocolo {second}", "duplicate")).Expect(201);
        (await ana.LinkAsync(first, second, "duplicate")).Expect(201);
        Assert.Equal(["opened", "linked"], (await ana.ReadAsync(first)).Kinds("timeline"));
        Assert.Equal(["opened", "linked"], (await ana.ReadAsync(second)).Kinds("timeline"));
    }

    [Fact]
    public async Task A_merge_patch_replaces_what_it_names_removes_what_is_null_and_leaves_the_rest()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new
        {
            channel = "web",
            subject = "A",
            detail = "B",
            occurrence = "delivery-problem",
            reason = "late",
            customer = new { name = "Maria Souza", company = "Loja X", document = Samples.Cpf },
            references = new[] { new { kind = "order", value = "1" } },
            context = new Dictionary<string, string> { ["order.state"] = "paid", ["order.total"] = "10" },
        });
        var amended = (await ana.SendTextAsync("PATCH", $"protocols/{number}", """
            { "detail": null, "occurrence": "technical-problem", "customer": { "company": null, "supervisor": "Rui Alves" },
              "references": [], "context": { "order.state": "dispatched", "order.total": null } }
            """)).Expect(200);
        Assert.Equal("A", amended["subject"].GetString());
        Assert.Equal(JsonValueKind.Null, amended["detail"].ValueKind);
        Assert.Equal(("technical-problem", "problem"), (amended["occurrence"].GetString(), amended["type"].GetString()));
        Assert.Equal(JsonValueKind.Null, amended["reason"].ValueKind);
        Assert.Equal("""{"name":"Maria S.","document":"***.***.247-25","email":null,"phone":null,"company":null,"supervisor":"Rui A."}""", amended["customer"].GetRawText());
        Assert.Equal("[]", amended["references"].GetRawText());
        Assert.Equal("""{"order.state":"dispatched"}""", amended["context"].GetRawText());
        Assert.Equal(["opened", "amended", "classified"], (await ana.ReadAsync(number)).Kinds("timeline"));
    }

    [Fact]
    [Trait("Requirement", "M26")]
    public async Task The_customers_data_is_masked_until_revealed_and_who_revealed_it_why_is_on_record()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new
        {
            channel = "phone",
            subject = "Entrega",
            customer = new { name = "Maria Souza Lima", document = Samples.Cpf, phone = "11987654321", email = "maria@exemplo.com.br", supervisor = "Rui Alves" },
        });
        Assert.Equal(["reason required"], (await ana.SendAsync("POST", $"protocols/{number}/customer/reveal", new { })).Errors);
        string[] full = ["Souza", "529.982", "529982", "98765", "maria@", "Alves"];
        foreach (var masked in new[]
        {
            await ana.ReadAsync(number), await ana.TimelineAsync(number), await ana.SearchAsync(new { document = Samples.Cpf }), await ana.ListAsync(),
            await ana.AmendAsync(number, new { detail = "x" }), await ana.ResolveAsync(number), await (await service.AsAsync("admin")).ReadAsync(number),
            await (await service.AsAsync("supervisor", "sara")).ReadAsync(number),
        })
            Assert.All(full, part => Assert.DoesNotContain(part, masked.Text, StringComparison.Ordinal));

        var shown = (await ana.RevealAsync(number, "Cliente pediu confirmação")).Expect(200);
        Assert.Equal(
            """{"name":"Maria Souza Lima","document":"52998224725","email":"maria@exemplo.com.br","phone":"+5511987654321","company":null,"supervisor":"Rui Alves"}""",
            shown.Text);
        var logged = (await ana.TimelineAsync(number)).Items()[^1];
        Assert.Equal("customer-revealed", logged.GetProperty("kind").GetString());
        Assert.Equal("Cliente pediu confirmação", logged.GetProperty("text").GetString());
        Assert.Equal("ana", logged.GetProperty("by").GetProperty("id").GetString());

        foreach (var role in new[] { "compliance", "regulator" })
        {
            var reader = await service.AsAsync(role);
            Assert.Equal("52998224725", (await reader.ReadAsync(number))["customer"].GetProperty("document").GetString());
            var found = (await reader.SearchAsync(new { document = Samples.Cpf })).Items()[0];
            Assert.Equal("52998224725", found.GetProperty("customer").GetProperty("document").GetString());
        }
    }
}
