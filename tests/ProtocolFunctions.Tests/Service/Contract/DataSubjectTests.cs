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
}
