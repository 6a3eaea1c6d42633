using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>A case of a support centre that the first line cannot solve, as the company's requirements tell it.</summary>
public sealed class EscalationScenarioTests
{
    [Theory]
    [InlineData("Embedded")]
    [InlineData("Cosmos")]
    [Trait("Requirement", "M7")]
    [Trait("Requirement", "M17")]
    [Trait("Requirement", "M19")]
    public async Task The_second_line_gives_a_case_back_with_guidance_takes_it_again_and_its_owner_ends_it(string store)
    {
        var service = await RunningService.OnAsync(store);
        try
        {
            await PlayAsync(service);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task PlayAsync(RunningService service)
    {
        var ana = await service.AgentAsync();
        var davi = await service.AgentOfAsync("davi", ["n2"]);
        var lia = await service.AgentOfAsync("lia", ["n1"], ["logistics"]);
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet cai toda noite" });

        // Ana must have looked and tried before anybody else is asked.
        var refused = await ana.ReferAsync(number, new { tier = "n2" });
        Assert.Equal("409 evidence-missing", refused.Refusal);
        Assert.Contains("analysis, test", refused["detail"].GetString(), StringComparison.Ordinal);
        (await ana.AnalyseAsync(number, "Cai entre 20h e 23h")).Expect(201);
        (await ana.TestAsync(number, "Modem trocado, cai do mesmo modo")).Expect(201);

        var first = (await ana.ReferAsync(number, new { tier = "n2" }, "Suspeita de porta na central")).Expect(202);
        Assert.Equal("n2", first["to"].GetProperty("tier").GetString());
        var withN2 = await ana.AwaitAsync(number, Tier("n2"));
        Assert.Equal(("n2", "ana"), (withN2["waitingOn"].GetString(), withN2["owner"].GetProperty("id").GetString()));

        // N2 finds nothing: back with guidance, by its receiver alone.
        Assert.Equal("403 not-receiver", (await lia.ReturnAsync(number, Id(first))).Refusal);
        var back = (await davi.ReturnAsync(number, Id(first), "Medir o sinal à noite, com o filtro trocado")).Expect(200);
        Assert.Equal("n1", back["tier"].GetString());
        Assert.Equal("404 referral-not-found", (await davi.ReturnAsync(number, Id(first))).Refusal);

        // What was found before the return counts no more.
        Assert.Equal("409 evidence-missing", (await ana.ReferAsync(number, new { tier = "n2" })).Refusal);
        (await ana.AnalyseAsync(number, "Sinal cai 9 dB às 20h")).Expect(201);
        (await ana.TestAsync(number, "Filtro trocado, sem efeito")).Expect(201);
        (await ana.ReferAsync(number, new { tier = "n2" }, "Medido como pedido")).Expect(202);
        await ana.AwaitAsync(number, Tier("n2"));

        // N2 names whom the case is for; he executes, and its owner still answers for it.
        (await davi.ReferAsync(number, new { person = "rui", name = "Rui Alves" }, "Tem acesso à central")).Expect(202);
        var executed = await ana.AwaitAsync(number, read => read["executor"].ValueKind != System.Text.Json.JsonValueKind.Null);
        Assert.Equal(("rui", "ana"), (executed["executor"].GetProperty("id").GetString(), executed["owner"].GetProperty("id").GetString()));
        var rui = await service.AgentOfAsync("rui", ["n2"]);
        (await rui.SolveAsync(number, "Porta da central trocada")).Expect(201);
        Assert.Equal("403 not-owner", (await rui.CloseAsync(number)).Refusal);

        (await ana.InformAsync(number)).Expect(201);
        var closed = (await ana.CloseAsync(number)).Expect(200);
        Assert.Equal("closed", closed["status"].GetString());
        Assert.Empty(closed["referrals"].EnumerateArray());
        Assert.Equal(
            [
                "opened", "analysis", "test", "referred", "referral-accepted", "returned", "analysis", "test", "referred", "referral-accepted",
                "referred", "referral-accepted", "solution", "contact", "resolved", "closed",
            ],
            (await ana.ReadAsync(number)).KindsOfActs);
    }

    private static Func<Reply, bool> Tier(string tier) => read => read["tier"].GetString() == tier;

    private static string Id(Reply referral) => referral["id"].ToString();
}
