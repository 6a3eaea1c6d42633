using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Whoever is held is held whole: every protocol of his, also one opened later (M26).</summary>
[Trait("Requirement", "M26")]
public sealed class HoldTests : IAsyncLifetime
{
    private const string Maria = "529.982.247-25", Reference = "0001234-56.2026.8.26.0100";

    private readonly RunningService service = new();
    private Desk otto = null!;

    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        otto = await service.AsAsync("compliance", "otto");
    }

    public async Task DisposeAsync()
    {
        service.AssertQuiet();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_else_sets_one_and_what_is_missing_is_named()
    {
        var body = new { document = Maria, reason = "Ação", reference = Reference };
        foreach (var role in new[] { "agent", "supervisor", "regulator", "admin" })
        {
            var desk = await service.AsAsync(role, role);
            Assert.Equal("403 role-forbidden", (await desk.SendAsync("PUT", "legal-holds", body)).Refusal);
            Assert.Equal("403 role-forbidden", (await desk.SendAsync("GET", "legal-holds", null)).Refusal);
            Assert.Equal("403 role-forbidden", (await desk.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "x"), ("Hold-Reference", Reference))).Refusal);
        }
        Assert.Equal(["reason required", "reference required"], (await otto.SendAsync("PUT", "legal-holds", new { document = Maria })).Errors);
        Assert.Equal(["document required"], (await otto.SendAsync("PUT", "legal-holds", new { reason = "Ação", reference = Reference })).Errors);
        Assert.Equal("400 invalid", (await otto.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "Acabou"))).Refusal);
    }

    [Fact]
    public async Task It_stops_the_removal_of_all_his_protocols_and_of_the_next_one_until_it_is_lifted()
    {
        var (one, two, another) = (await ClosedAsync(Maria), await ClosedAsync(Maria), await ClosedAsync("111.444.777-35"));
        var set = (await otto.SendAsync("PUT", "legal-holds", new { document = Maria, reason = "Ação em curso", reference = Reference })).Expect(200);
        Assert.Equal(2, set["held"].GetInt32());
        Assert.Equal(2, (await otto.SendAsync("PUT", "legal-holds", new { document = Maria, reason = "De novo", reference = Reference })).Expect(200)["held"].GetInt32());
        var later = await ClosedAsync(Maria);

        Assert.Equal([two, one], (await otto.SendAsync("GET", $"legal-holds?reference={Reference}", null)).Expect(200).Numbers);
        Assert.Single((await otto.ReadAsync(one)).Expect(200).Kinds("timeline"), kind => kind == "hold-set");
        await service.AdvanceAsync("P1000D");
        var look = await service.SweepAsync("retention", dryRun: true);
        Assert.Equal((2, 2), (look["found"].GetInt32(), look["written"].GetInt32()));
        await service.SweepAsync("retention");

        foreach (var held in new[] { one, two, later })
            Assert.Equal("Internet lenta", (await otto.ReadAsync(held)).Expect(200)["subject"].GetString());
        Assert.True((await otto.ReadAsync(later)).Expect(200)["retention"].GetProperty("legalHold").GetBoolean());
        Assert.Null((await otto.ReadAsync(another)).Expect(200)["subject"].GetString());

        var lifted = (await otto.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "Encerrada"), ("Hold-Reference", Reference))).Expect(200);
        Assert.Equal(0, lifted["held"].GetInt32());
        Assert.Empty((await otto.SendAsync("GET", "legal-holds", null)).Expect(200).Items());
        await service.SweepAsync("retention");
        foreach (var gone in new[] { one, two, later })
            Assert.Null((await otto.ReadAsync(gone)).Expect(200)["subject"].GetString());
    }

    [Fact]
    public async Task Lifting_it_leaves_the_hold_on_a_single_protocol()
    {
        var number = await ClosedAsync(Maria);
        (await otto.SendAsync("PUT", $"protocols/{number}/legal-hold", new { reason = "Inquérito", reference = Reference })).Expect(200);
        Assert.Equal(1, (await otto.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "Acabou"), ("Hold-Reference", Reference))).Expect(200)["held"].GetInt32());
        Assert.True((await otto.ReadAsync(number)).Expect(200)["retention"].GetProperty("legalHold").GetBoolean());
    }

    [Fact]
    public async Task A_complaint_that_a_regulator_got_is_on_record()
    {
        var number = await ClosedAsync(Maria);
        var ana = await service.AgentAsync();
        Assert.Equal("400 invalid", (await ana.SendAsync("POST", $"protocols/{number}/complaints", new { regulator = "A N S", reference = "NIP 1" })).Refusal);
        Assert.Equal("400 invalid", (await ana.SendAsync("POST", $"protocols/{number}/complaints", new { reference = "NIP 1" })).Refusal);
        (await ana.SendAsync("POST", $"protocols/{number}/complaints", new { regulator = "ans", reference = "NIP 1" })).Expect(200);
        Assert.Equal("complaint-filed", (await ana.ReadAsync(number)).Expect(200).Kinds("timeline")[^1]);
    }

    private async Task<string> ClosedAsync(string document)
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta", customer = new { name = "Maria Souza", document } });
        await ana.SolveAsync(number);
        await ana.InformAsync(number);
        (await ana.CloseAsync(number)).Expect(200);
        return number;
    }
}
