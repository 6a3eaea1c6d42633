using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Settings;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Whoever is held is held whole: every protocol of his, also one opened later (M26).</summary>
[Trait("Requirement", "M26")]
public sealed class HoldTests : IAsyncLifetime
{
    private const string Reference = "0001234-56.2026.8.26.0100";

    private readonly KeptCases kept = new();

    public Task InitializeAsync() => kept.BeginAsync();

    public Task DisposeAsync() => kept.EndAsync();

    [Fact]
    public async Task Nobody_else_sets_one_and_what_is_missing_is_named()
    {
        var body = new { document = KeptCases.Maria, reason = "Ação", reference = Reference };
        foreach (var role in new[] { "agent", "supervisor", "regulator", "admin" })
        {
            var desk = await kept.Service.AsAsync(role, role);
            Assert.Equal("403 role-forbidden", (await desk.SendAsync("PUT", "legal-holds", body)).Refusal);
            Assert.Equal("403 role-forbidden", (await desk.SendAsync("GET", "legal-holds", null)).Refusal);
            Assert.Equal("403 role-forbidden", (await desk.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "x"), ("Hold-Reference", Reference))).Refusal);
        }
        Assert.Equal(["reason required", "reference required"], (await kept.Otto.SendAsync("PUT", "legal-holds", new { document = KeptCases.Maria })).Errors);
        Assert.Equal(["document required"], (await kept.Otto.SendAsync("PUT", "legal-holds", new { reason = "Ação", reference = Reference })).Errors);
        Assert.Equal("400 invalid", (await kept.Otto.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "Acabou"))).Refusal);
    }

    [Fact]
    public async Task It_stops_the_removal_of_all_his_protocols_and_of_the_next_one_until_it_is_lifted()
    {
        var (one, two, another) = (await kept.ClosedAsync(KeptCases.Maria), await kept.ClosedAsync(KeptCases.Maria), await kept.ClosedAsync("111.444.777-35"));
        var set = (await kept.Otto.SendAsync("PUT", "legal-holds", new { document = KeptCases.Maria, reason = "Ação em curso", reference = Reference })).Expect(200);
        Assert.Equal(2, set["held"].GetInt32());
        Assert.Equal(2, (await kept.Otto.SendAsync("PUT", "legal-holds", new { document = KeptCases.Maria, reason = "De novo", reference = Reference })).Expect(200)["held"].GetInt32());
        var later = await kept.ClosedAsync(KeptCases.Maria);

        Assert.Equal([two, one], (await kept.Otto.SendAsync("GET", $"legal-holds?reference={Reference}", null)).Expect(200).Numbers);
        Assert.Single((await kept.Otto.ReadAsync(one)).Expect(200).Kinds("timeline"), kind => kind == "hold-set");
        await kept.Service.AdvanceAsync("P1000D");
        var look = await kept.Service.SweepAsync("retention", dryRun: true);
        Assert.Equal((2, 2), (look["found"].GetInt32(), look["written"].GetInt32()));
        await kept.Service.SweepAsync("retention");

        foreach (var held in new[] { one, two, later })
            Assert.Equal("Internet lenta", (await kept.Otto.ReadAsync(held)).Expect(200)["subject"].GetString());
        Assert.True((await kept.Otto.ReadAsync(later)).Expect(200)["retention"].GetProperty("legalHold").GetBoolean());
        Assert.Null((await kept.Otto.ReadAsync(another)).Expect(200)["subject"].GetString());

        var lifted = (await kept.Otto.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "Encerrada"), ("Hold-Reference", Reference))).Expect(200);
        Assert.Equal(0, lifted["held"].GetInt32());
        Assert.Empty((await kept.Otto.SendAsync("GET", "legal-holds", null)).Expect(200).Items());
        await kept.Service.SweepAsync("retention");
        foreach (var gone in new[] { one, two, later })
            Assert.Null((await kept.Otto.ReadAsync(gone)).Expect(200)["subject"].GetString());
    }

    [Theory]
    [InlineData(ServiceSettings.Embedded)]
    [InlineData(ServiceSettings.Cosmos)]
    public async Task It_reaches_who_has_no_protocol_yet_and_whatever_he_opens_later(string store)
    {
        var service = await RunningService.OnAsync(store);
        try
        {
            var cases = await KeptCases.OnAsync(service);
            var set = (await cases.Otto.SendAsync("PUT", "legal-holds", new { document = KeptCases.Maria, reason = "Ação em curso", reference = Reference })).Expect(200);
            Assert.Equal(0, set["held"].GetInt32());
            var listed = (await cases.Otto.SendAsync("GET", "legal-holds", null)).Expect(200);
            Assert.Equal(Reference, Assert.Single(listed.Items("persons")).GetProperty("reference").GetString());
            Assert.DoesNotContain("529", listed.Text, StringComparison.Ordinal);
            Assert.Empty((await cases.Otto.SendAsync("GET", "legal-holds?reference=other", null)).Expect(200).Items("persons"));
            var (later, another) = (await cases.ClosedAsync(), await cases.ClosedAsync("111.444.777-35"));

            await service.AdvanceAsync("P1000D");
            await service.SweepAsync("retention");
            Assert.Null((await cases.Otto.ReadAsync(another)).Expect(200)["subject"].GetString());
            var held = (await cases.Otto.ReadAsync(later)).Expect(200);
            Assert.Equal(("Internet lenta", true), (held["subject"].GetString(), held["retention"].GetProperty("legalHold").GetBoolean()));

            var lifted = await cases.Otto.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "Encerrada"), ("Hold-Reference", Reference));
            Assert.Equal(0, lifted.Expect(200)["held"].GetInt32());
            Assert.Empty((await cases.Otto.SendAsync("GET", "legal-holds", null)).Expect(200).Items("persons"));
            await service.SweepAsync("retention");
            Assert.Null((await cases.Otto.ReadAsync(later)).Expect(200)["subject"].GetString());
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task Lifting_it_leaves_the_hold_on_a_single_protocol()
    {
        var number = await kept.ClosedAsync(KeptCases.Maria);
        (await kept.Otto.SendAsync("PUT", $"protocols/{number}/legal-hold", new { reason = "Inquérito", reference = Reference })).Expect(200);
        Assert.Equal(1, (await kept.Otto.SendAsync("DELETE", "legal-holds", null, ("Access-Reason", "Acabou"), ("Hold-Reference", Reference))).Expect(200)["held"].GetInt32());
        Assert.True((await kept.Otto.ReadAsync(number)).Expect(200)["retention"].GetProperty("legalHold").GetBoolean());
    }

    [Fact]
    public async Task A_complaint_that_a_regulator_got_is_on_record()
    {
        var number = await kept.ClosedAsync(KeptCases.Maria);
        var ana = await kept.Service.AgentAsync();
        Assert.Equal("400 invalid", (await ana.SendAsync("POST", $"protocols/{number}/complaints", new { regulator = "A N S", reference = "NIP 1" })).Refusal);
        Assert.Equal("400 invalid", (await ana.SendAsync("POST", $"protocols/{number}/complaints", new { reference = "NIP 1" })).Refusal);
        (await ana.SendAsync("POST", $"protocols/{number}/complaints", new { regulator = "ans", reference = "NIP 1" })).Expect(200);
        Assert.Equal("complaint-filed", (await ana.ReadAsync(number)).Expect(200).KindsOfActs[^1]);
    }
}
