using System.Globalization;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>What referrals and escalations answer over HTTP.</summary>
[Trait("Requirement", "M18")]
public sealed class EscalationTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    private static readonly object toLogistics = new { department = "logistics" };

    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task A_referral_is_answered_with_its_id_and_repeated_with_the_same()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var referred = (await ana.ReferAsync(number, toLogistics, "É deles", ("Idempotency-Key", "r1"))).Expect(202);
        Assert.Equal((2, "queued", "logistics"), (referred["id"].GetInt64(), referred["state"].GetString(), referred["to"].GetProperty("department").GetString()));
        await ana.AwaitAsync(number, read => read["department"].GetString() == "logistics");

        var again = (await ana.ReferAsync(number, toLogistics, "É deles", ("Idempotency-Key", "r1"))).Expect(202);
        Assert.True(again.Replayed);
        Assert.Equal(referred.Text, again.Text);
        Assert.Equal(["opened", "referred", "referral-accepted"], (await ana.ReadAsync(number)).KindsOfActs);
        Assert.Equal("412 version-changed", (await ana.ReferAsync(number, toLogistics, "É deles", ("If-Match", "\"1-s\""))).Refusal);
    }

    [Theory]
    [InlineData("""{ "reason": "x" }""", "to required")]
    [InlineData("""{ "to": {}, "reason": "x" }""", "to required")]
    [InlineData("""{ "to": { "tier": "n9" }, "reason": "x" }""", "to.tier not-one-of")]
    [InlineData("""{ "to": { "tier": "n2", "person": "rui" }, "reason": "x" }""", "to.person not-with")]
    [InlineData("""{ "to": { "tier": "n2", "team": "a" }, "reason": "x" }""", "to.team unknown-field")]
    [InlineData("""{ "to": { "tier": "n2" } }""", "reason required")]
    public async Task A_referral_that_is_wrong_is_refused_by_field(string body, string error)
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var refused = await ana.SendTextAsync("POST", $"protocols/{number}/referrals", body);
        Assert.Equal("400 invalid", refused.Refusal);
        Assert.Equal([error], refused.Errors);
    }

    [Fact]
    public async Task Who_may_not_refer_is_told_so()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var maria = await service.AsAsync("consumer", "maria", null, Samples.Cpf);
        var stranger = await service.AsAsync("consumer", "jose", null, Samples.OtherCpf);
        Assert.Equal("403 role-forbidden", (await (await service.AsAsync("compliance")).ReferAsync(number, toLogistics)).Refusal);
        Assert.Equal("403 ombudsman-only", (await maria.ReferAsync(number, toLogistics)).Refusal);
        Assert.Equal("409 legal-term-running", (await maria.ReferAsync(number, new { tier = "ombudsman" })).Refusal);
        Assert.Equal("404 protocol-not-found", (await stranger.ReferAsync(number, new { tier = "ombudsman" })).Refusal);
        Assert.Equal("403 role-forbidden", (await maria.ReturnAsync(number, "2")).Refusal);
        Assert.Equal("404 referral-not-found", (await ana.ReturnAsync(number, "none")).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M6")]
    public async Task A_question_is_not_referred()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Qual é o horário?", occurrence = "question" });
        Assert.Equal("422 question-stays-in-its-call", (await ana.ReferAsync(number, toLogistics)).Refusal);
    }

    [Fact]
    public async Task The_ombudsman_works_on_a_linked_protocol_of_his_own_which_only_he_claims()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.ReferAsync(number, new { tier = "ombudsman" })).Expect(202);

        var first = await ana.AwaitAsync(number, read => read["links"].GetArrayLength() == 1);
        var second = first["links"][0].GetProperty("number").GetString()!;
        await ana.AwaitAsync(second, read => read["links"].GetArrayLength() == 1);
        Assert.Equal("ana", first["owner"].GetProperty("id").GetString());
        Assert.Equal("403 role-forbidden", (await ana.ClaimAsync(second)).Refusal);
        var claimed = (await (await service.AsAsync("ombudsman", "olga", "Olga Sá")).ClaimAsync(second)).Expect(200);
        Assert.Equal(("ombudsman", "olga"), (claimed["tier"].GetString(), claimed["owner"].GetProperty("id").GetString()));
    }

    [Fact]
    [Trait("Requirement", "M19")]
    public async Task Escalations_are_listed_page_by_page_to_supervisors_and_admins()
    {
        var ana = await service.AgentAsync();
        var carla = await service.AsAsync("supervisor", "carla", "Carla Dias");
        var referred = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var number = await ana.OpenedAsync(Samples.Contact());
            (await ana.ReferAsync(number, toLogistics)).Expect(202);
            await ana.AwaitAsync(number, read => read["department"].GetString() == "logistics");
            referred.Add(number);
        }
        Assert.Equal("403 role-forbidden", (await ana.EscalationsAsync()).Refusal);
        Assert.Equal("400 invalid", (await carla.EscalationsAsync("?state=lost")).Refusal);
        Assert.Equal("400 invalid", (await carla.EscalationsAsync("?cursor=x")).Refusal);
        (await carla.EscalationsAsync()).Expect(200);
        (await (await service.AsAsync("admin")).EscalationsAsync("?state=dead")).Expect(200);

        var found = new List<string>();
        for (var query = "?state=handling&limit=2"; ;)
        {
            var page = (await carla.EscalationsAsync(query)).Expect(200);
            Assert.All(page.Items(), item => Assert.Equal("handling", item.GetProperty("state").GetString()));
            found.AddRange(page.Numbers);
            if (page["nextCursor"].GetString() is not { } cursor)
                break;
            query = string.Create(CultureInfo.InvariantCulture, $"?state=handling&limit=2&cursor={cursor}");
        }
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Subset(found.ToHashSet(), referred.ToHashSet());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("letter-99")]
    [InlineData("2020020399999990-2")]
    public async Task What_is_no_escalation_is_not_redriven(string id)
    {
        var carla = await service.AsAsync("supervisor", "carla", "Carla Dias");
        Assert.Equal("404 escalation-not-found", (await carla.RedriveAsync(id)).Refusal);
        Assert.Equal("403 role-forbidden", (await (await service.AgentAsync()).RedriveAsync(id)).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M19")]
    public async Task A_message_that_nobody_can_read_is_seen_among_the_dead_and_sent_again_under_a_new_id()
    {
        var carla = await service.AsAsync("supervisor", "carla", "Carla Dias");
        var id = await service.BuryAsync("bad");
        var letter = Letter(await carla.EscalationsAsync("?state=dead"), id);
        Assert.Equal(("dead", "unreadable"), (letter.GetProperty("state").GetString(), letter.GetProperty("reason").GetString()));

        service.ExpectLogged("Message bad~1");
        (await carla.RedriveAsync(id)).Expect(202);

        Assert.Equal("404 escalation-not-found", (await carla.RedriveAsync(id)).Refusal);
        while ((await carla.EscalationsAsync("?state=dead")).Items().Count == 0)
            await Task.Delay(25);
        static System.Text.Json.JsonElement Letter(Reply dead, string id) => dead.Expect(200).Items().Single(item => item.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task What_is_not_dead_is_not_redriven()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.ReferAsync(number, toLogistics)).Expect(202);
        var carla = await service.AsAsync("supervisor", "carla", "Carla Dias");
        Assert.Equal("409 escalation-not-dead", (await carla.RedriveAsync($"{number}-2")).Refusal);
        await ana.AwaitAsync(number, read => read["department"].GetString() == "logistics");
    }
}
