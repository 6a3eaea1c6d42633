using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Who may see and do what. What is not yours is not there.</summary>
public sealed class RoleTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("compliance")]
    [InlineData("regulator")]
    [InlineData("admin")]
    public async Task Who_only_reads_cannot_write(string role)
    {
        var reader = await service.AsAsync(role);
        var number = await (await service.AgentAsync()).OpenedAsync(Samples.Contact());
        Assert.Equal("403 role-forbidden", (await reader.OpenAsync(Samples.Contact())).Refusal);
        foreach (var write in Writes(reader, number))
            Assert.Equal("403 role-forbidden", (await write()).Refusal);
        Assert.Equal("404 protocol-not-found", (await reader.NoteAsync(Samples.UnknownNumber, "Nota")).Refusal);
        (await reader.ReadAsync(number)).Expect(200);
        (await reader.ListAsync()).Expect(200);
    }

    [Fact]
    public async Task A_consumer_is_told_of_his_protocol_that_it_is_not_his_to_work_on_and_of_others_that_they_are_not_there()
    {
        var ana = await service.AgentAsync();
        var his = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var another = await ana.OpenedAsync(Samples.Contact(document: Samples.OtherCpf));
        var nobodys = await ana.OpenedAsync(Samples.Contact());
        var consumer = await service.AsAsync("consumer", "maria", "Maria Souza", Samples.Cpf);
        foreach (var write in Writes(consumer, his).Where((_, i) => i > 0))
            Assert.Equal("403 role-forbidden", (await write()).Refusal);
        foreach (var other in new[] { another, nobodys, Samples.UnknownNumber })
        {
            foreach (var write in Writes(consumer, other))
                Assert.Equal("404 protocol-not-found", (await write()).Refusal);
            Assert.Equal("404 protocol-not-found", (await consumer.ReadAsync(other)).Refusal);
            Assert.Equal("404 protocol-not-found", (await consumer.TimelineAsync(other)).Refusal);
        }
        Assert.Equal("403 role-forbidden", (await consumer.OpenAsync(Samples.Contact())).Refusal);
    }

    [Fact]
    public async Task A_consumer_without_a_document_has_no_protocols()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var consumer = await service.AsAsync("consumer", "ana", "Ana");
        Assert.Equal("404 protocol-not-found", (await consumer.ReadAsync(number)).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public async Task A_consumer_sees_the_public_view_of_his_protocol_and_adds_what_he_says()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new
        {
            channel = "phone",
            subject = "Entrega",
            customer = new { name = "Maria Souza", document = Samples.Cpf },
            context = new Dictionary<string, string> { ["order.state"] = "dispatched" },
        });
        (await ana.NoteAsync(number, "Cliente irritada")).Expect(201);
        (await ana.AnalyseAsync(number, "Transportadora atrasou")).Expect(201);
        (await ana.SolveAsync(number, "Reenviado")).Expect(201);
        (await ana.InformAsync(number, "Avisada")).Expect(201);
        var maria = await service.AsAsync("consumer", Samples.Cpf, "Maria Souza", Samples.Cpf);
        (await maria.AddEntryAsync(number, new { kind = "contact", text = "Obrigada" })).Expect(201);

        var read = (await maria.ReadAsync(number)).Expect(200);
        Assert.Equal(["solution", "contact", "contact"], read.Kinds("timeline"));
        Assert.Equal("Ana", read["owner"].GetProperty("name").GetString());
        Assert.All(new[] { "Cliente irritada", "Transportadora atrasou", "Prado", "\"ana\"", "dispatched", "529982" },
            hidden => Assert.DoesNotContain(hidden, read.Text, StringComparison.Ordinal));
        Assert.Equal(read.Items("timeline").Count, (await maria.TimelineAsync(number)).Items().Count);

        var his = (await ana.ReadAsync(number)).Acts[^1];
        Assert.Equal("Obrigada", his.GetProperty("text").GetString());
        Assert.Equal("consumer", his.GetProperty("by").GetProperty("id").GetString());
        Assert.Equal("inbound", his.GetProperty("data").GetProperty("direction").GetString());
    }

    [Theory]
    [InlineData("""{ "kind": "note", "text": "x" }""", "403 contacts-only")]
    [InlineData("""{ "kind": "solution", "text": "x" }""", "403 contacts-only")]
    [InlineData("""{ "kind": "contact", "text": "x", "direction": "outbound" }""", "403 contacts-only")]
    [InlineData("""{ "kind": "contact", "text": "x", "customerInformed": true }""", "400 invalid")]
    [InlineData("""{ "kind": "contact", "text": "x", "reached": false }""", "400 invalid")]
    public async Task Clients_and_consumers_add_what_the_customer_said_and_nothing_else(string entry, string refusal)
    {
        var client = await service.AsAsync("client", "site");
        var number = await client.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var consumer = await service.AsAsync("consumer", "maria", null, Samples.Cpf);
        Assert.Equal(refusal, (await client.SendTextAsync("POST", $"protocols/{number}/entries", entry)).Refusal);
        Assert.Equal(refusal, (await consumer.SendTextAsync("POST", $"protocols/{number}/entries", entry)).Refusal);
        (await client.HearAsync(number, "Onde está?")).Expect(201);
    }

    [Fact]
    public async Task A_client_sees_and_amends_what_it_opened_and_nothing_else()
    {
        var site = await service.AsAsync("client", "site");
        var bot = await service.AsAsync("client", "bot");
        var ana = await service.AgentAsync();
        // An agent's own id means nothing to a client that bears the same one.
        var namesake = await service.AsAsync("client", "ana");
        var number = await site.OpenedAsync(Samples.Contact());
        var anas = await ana.OpenedAsync(Samples.Contact());

        foreach (var (stranger, other) in new[] { (bot, number), (site, anas), (namesake, anas) })
        {
            Assert.Equal("404 protocol-not-found", (await stranger.ReadAsync(other)).Refusal);
            Assert.Equal("404 protocol-not-found", (await stranger.TimelineAsync(other)).Refusal);
            Assert.Equal("404 protocol-not-found", (await stranger.AmendAsync(other, new { detail = "x" })).Refusal);
            Assert.Equal("404 protocol-not-found", (await stranger.HearAsync(other, "x")).Refusal);
            Assert.Equal("404 protocol-not-found", (await stranger.CloseAsync(other)).Refusal);
        }
        Assert.Equal("403 role-forbidden", (await site.CloseAsync(number)).Refusal);
        var read = (await site.ReadAsync(number)).Expect(200);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, read["owner"].ValueKind);
        (await site.AmendAsync(number, new { context = new Dictionary<string, string> { ["order.state"] = "dispatched" } })).Expect(200);
    }

    [Fact]
    public async Task The_access_code_is_told_at_the_opening_and_never_again()
    {
        var site = await service.AsAsync("client", "site");
        var opened = (await site.OpenAsync(Samples.Contact())).Expect(201);
        Assert.Matches("^[B-DF-HJ-NP-TV-Z2-9]{8}$", opened["accessCode"].GetString());
        Assert.DoesNotContain("accessCode", (await site.ReadAsync(opened.Number!)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            opened["accessCode"].GetString()!, (await (await service.AsAsync("compliance")).ReadAsync(opened.Number!)).Text, StringComparison.Ordinal);
    }

    private static Func<Task<Reply>>[] Writes(Desk desk, string number) =>
    [
        () => desk.HearAsync(number, "Contato"),
        () => desk.AmendAsync(number, new { detail = "x" }),
        () => desk.ClaimAsync(number),
        () => desk.SetOwnerAsync(number, new { id = "x", reason = "x" }),
        () => desk.SetExecutorAsync(number, new { id = "x" }),
        () => desk.LinkAsync(number, number),
        () => desk.ResolveAsync(number),
        () => desk.CloseAsync(number),
        () => desk.ReopenAsync(number),
        () => desk.RevealAsync(number),
    ];
}
