using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>What the person whose data it is may know and ask for (LGPD art. 18).</summary>
[Trait("Requirement", "M-law")]
public sealed class DataSubjectTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    private const string Cpf = "111.444.777-35";

    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task He_is_told_what_is_kept_what_for_by_what_right_and_how_he_gets_a_copy()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(document: Cpf));
        var consumer = await service.AsAsync("consumer", "11144477735", "Maria Souza", Cpf);

        var told = (await consumer.SendAsync("GET", $"protocols/{number}/privacy", null)).Expect(200);

        Assert.Equal(["name", "document", "history"], told["held"].EnumerateArray().Select(part => part.GetString()));
        Assert.StartsWith("Atender", told["purpose"].GetString(), StringComparison.Ordinal);
        Assert.Contains("art. 7", told["basis"].GetProperty("article").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(told["keptBy"].GetString()!);
        Assert.DoesNotContain("Maria", told.Text, StringComparison.Ordinal);
        var english = await consumer.SendAsync("GET", $"protocols/{number}/privacy", null, ("Accept-Language", "en"));
        Assert.StartsWith("To handle", english["purpose"].GetString(), StringComparison.Ordinal);
        foreach (var path in told["rights"].EnumerateArray().Where(right => right.GetProperty("method").GetString() == "GET").Select(right => right.GetProperty("path").GetString()!))
            (await consumer.SendAsync("GET", path["/api/".Length..], null)).Expect(200);
    }

    [Fact]
    public async Task Nobody_elses_protocol_tells_him_anything()
    {
        var number = await (await service.AgentAsync()).OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var other = await service.AsAsync("consumer", "11144477735", "Maria Souza", Cpf);
        Assert.Equal("404 protocol-not-found", (await other.SendAsync("GET", $"protocols/{number}/privacy", null)).Refusal);
        Assert.Equal("404 protocol-not-found", (await other.SendAsync("POST", $"protocols/{number}/corrections", new { field = "name", text = "Eu" })).Refusal);
    }

    [Fact]
    public async Task He_asks_for_a_correction_which_staff_make_and_answer_once()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(document: Cpf));
        var consumer = await service.AsAsync("consumer", "11144477735", "Maria Souza", Cpf);
        Assert.Equal(["field not-one-of"], (await consumer.SendAsync("POST", $"protocols/{number}/corrections", new { field = "cor", text = "Azul" })).Errors);

        var asked = (await consumer.SendAsync("POST", $"protocols/{number}/corrections", new { field = "name", text = "Sou Mariana Souza" })).Expect(201);
        var id = asked["id"].GetString();
        Assert.Equal("403 role-forbidden", (await consumer.SendAsync("POST", $"protocols/{number}/corrections/{id}/answer", new { done = true, text = "Feito" })).Refusal);
        (await ana.AmendAsync(number, new { customer = new { name = "Mariana Souza" } })).Expect(200);
        var answered = (await ana.SendAsync("POST", $"protocols/{number}/corrections/{id}/answer", new { done = true, text = "Corrigimos o seu nome" })).Expect(200);

        Assert.True(answered["done"].GetBoolean());
        Assert.Equal("409 correction-answered", (await ana.SendAsync("POST", $"protocols/{number}/corrections/{id}/answer", new { done = false, text = "Não" })).Refusal);
        Assert.Equal("404 correction-not-found", (await ana.SendAsync("POST", $"protocols/{number}/corrections/1/answer", new { done = true, text = "Feito" })).Refusal);
        var kinds = (await consumer.ReadAsync(number)).Kinds("timeline");
        Assert.Equal(["correction-asked", "correction-answered"], kinds.Where(kind => kind.StartsWith("correction-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_he_asked_for_waits_in_a_list_with_the_laws_term_until_it_is_answered()
    {
        var (ana, otto) = (await service.AgentAsync(), await service.AsAsync("compliance", "otto"));
        var number = await ana.OpenedAsync(Samples.Contact(document: Cpf));
        var consumer = await service.AsAsync("consumer", "11144477735", "Maria Souza", Cpf);
        Assert.Equal("403 role-forbidden", (await consumer.SendAsync("GET", "corrections", null)).Refusal);
        Assert.Equal(["cursor invalid-cursor"], (await ana.SendAsync("GET", "corrections?cursor=x", null)).Errors);
        Assert.False((await ana.ReadAsync(number))["deadlines"].TryGetProperty("dataCorrection", out _));
        var ids = new List<string>();
        foreach (var (field, text) in new[] { ("name", "Mariana Souza"), ("phone", "+5511987654321") })
            ids.Add((await consumer.SendAsync("POST", $"protocols/{number}/corrections", new { field, text })).Expect(201)["id"].GetString()!);

        var deadline = (await ana.ReadAsync(number))["deadlines"].GetProperty("dataCorrection");
        Assert.Equal("running", deadline.GetProperty("state").GetString());
        var waiting = await WaitingAsync(otto, number);
        Assert.Equal(ids.Zip(["name", "phone"]), waiting.Select(one => (one.GetProperty("id").GetString()!, one.GetProperty("field").GetString()!)));
        Assert.All(waiting, one => Assert.Equal(deadline.GetProperty("dueAt").GetString(), one.GetProperty("dueAt").GetString()));
        Assert.Contains("15", (await ana.SendAsync("GET", $"protocols/{number}/deadlines", null)).Expect(200).Text, StringComparison.Ordinal);

        (await ana.SendAsync("POST", $"protocols/{number}/corrections/{ids[0]}/answer", new { done = false, text = "Está como no documento" })).Expect(200);
        Assert.Equal(ids[1], Assert.Single(await WaitingAsync(ana, number)).GetProperty("id").GetString());
        (await ana.SendAsync("POST", $"protocols/{number}/corrections/{ids[1]}/answer", new { done = true, text = "Corrigimos" })).Expect(200);
        Assert.Empty(await WaitingAsync(ana, number));
        Assert.Equal("met", (await ana.ReadAsync(number))["deadlines"].GetProperty("dataCorrection").GetProperty("state").GetString());
    }

    [Fact]
    [Trait("Requirement", "M16")]
    public async Task A_request_that_nobody_answers_is_a_breach_on_record_also_of_a_closed_case()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(document: Cpf));
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);
        (await ana.SendAsync("POST", $"protocols/{number}/corrections", new { field = "name", text = "Mariana" })).Expect(201);
        await service.AdvanceAsync("P16D");
        await service.SweepAsync("deadlines");

        var read = (await ana.ReadAsync(number)).Expect(200);
        Assert.Equal("breached", read["deadlines"].GetProperty("dataCorrection").GetProperty("state").GetString());
        var breach = Assert.Single(read.Items("timeline"), fact => fact.GetProperty("kind").GetString() == "deadline-breached");
        Assert.Equal("dataCorrection", breach.GetProperty("data").GetProperty("target").GetString());
    }

    private static async Task<List<JsonElement>> WaitingAsync(Desk desk, string number) =>
        [.. (await desk.SendAsync("GET", "corrections?limit=200", null)).Expect(200).Items().Where(one => one.GetProperty("number").GetString() == number)];
}
