using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>The record as proof, as a customer gets it and anybody verifies it.</summary>
[Trait("Requirement", "M27")]
public sealed class StatementTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Others_than_reading_staff_and_the_customer_himself_get_none()
    {
        var number = await OpenedAsync();
        var stranger = await service.AsAsync("consumer", "jose", document: Samples.OtherCpf);
        Assert.Equal("404 protocol-not-found", (await StateAsync(stranger, number)).Refusal);
        Assert.Equal("404 protocol-not-found", (await StateAsync(await service.AsAsync("client", "site"), number)).Refusal);
        Assert.Equal("401 unauthenticated", (await StateAsync(service.Anyone, number)).Refusal);
        Assert.Equal("404 protocol-not-found", (await StateAsync(await service.AgentAsync(), Samples.UnknownNumber)).Refusal);
        Assert.Equal("400 number-mistyped", (await StateAsync(await service.AgentAsync(), Samples.Mistyped(number))).Refusal);
    }

    [Fact]
    public async Task The_client_that_opened_it_sees_it_and_may_not_state_it()
    {
        var site = await service.AsAsync("client", "site");
        Assert.Equal("403 role-forbidden", (await StateAsync(site, await site.OpenedAsync(Samples.Contact()))).Refusal);
    }

    [Fact]
    public async Task The_customer_gets_his_own_without_notes_and_names_and_anybody_finds_it_genuine()
    {
        var number = await OpenedAsync();
        var statement = (await StateAsync(await service.AsAsync("consumer", "maria", document: Samples.Cpf), number)).Expect(200);

        Assert.Equal(["internal", null, "note"], statement.Items("facts").Select(Withheld));
        Assert.Equal("Troca enviada", statement.Items("facts")[1].GetProperty("body").GetProperty("text").GetString());
        Assert.DoesNotContain("Cliente difícil", statement.Text, StringComparison.Ordinal);
        Assert.Equal("***.***.247-25", statement["protocol"].GetProperty("customer").GetProperty("document").GetString());
        Assert.Equal(("consumer", "pending"), (statement["issuedTo"].GetString(), statement["seal"].GetProperty("state").GetString()));
        Assert.Equal("genuine", Verdict(await VerifyAsync(statement.Text)));
    }

    [Fact]
    public async Task One_word_changed_is_found_and_named()
    {
        var number = await OpenedAsync();
        var text = (await StateAsync(await service.AgentAsync(), number)).Expect(200).Text;
        Assert.Equal("altered body 2", Verdict(await VerifyAsync(text.Replace("Troca enviada", "Troca negada", StringComparison.Ordinal))));
        Assert.Equal("altered signature", Verdict(await VerifyAsync(text.Replace("\"issuedTo\":\"agent\"", "\"issuedTo\":\"regulator\"", StringComparison.Ordinal))));
        Assert.Equal("altered signature", Verdict(await VerifyAsync(text[..^1] + ",\"more\":true}")));
    }

    [Fact]
    public async Task What_is_no_statement_is_unknown_and_what_is_no_JSON_is_refused()
    {
        Assert.Equal("unknown", Verdict(await VerifyAsync("{}")));
        Assert.Equal("unknown", Verdict(await VerifyAsync("""{"anything":["at all"]}""")));
        Assert.Equal("400 not-json", (await VerifyAsync("[]")).Refusal);
        Assert.Equal("400 not-json", (await VerifyAsync("{")).Refusal);
        Assert.Equal("413 body-too-large", (await VerifyAsync($$"""{"a":"{{new string('a', 300_000)}}"}""")).Refusal);
    }

    [Fact]
    public async Task The_keys_are_open_to_all_and_stay_over_a_restart()
    {
        var before = (await service.Anyone.SendAsync("GET", "statements/keys", null)).Expect(200);
        var statement = (await StateAsync(await service.AgentAsync(), await OpenedAsync())).Expect(200);
        Assert.Equal(before.Items("keys")[0].GetProperty("kid").GetString(), statement["signature"].GetProperty("kid").GetString());
        Assert.DoesNotContain("\"d\"", before.Text, StringComparison.Ordinal);

        await service.RestartAsync();
        Assert.Equal(before.Text, (await service.Anyone.SendAsync("GET", "statements/keys", null)).Text);
        Assert.Equal("genuine", Verdict(await VerifyAsync(statement.Text)));
    }

    [Fact]
    public async Task A_long_history_is_stated_whole()
    {
        var ana = await service.AgentAsync();
        var number = await OpenedAsync();
        for (var i = 0; i < 130; i++)
            (await ana.AnalyseAsync(number, $"Medida {i} {new string('x', 300)}")).Expect(201);
        var statement = (await StateAsync(ana, number)).Expect(200);
        Assert.Equal(133, statement.Items("facts").Count);
        Assert.Equal("genuine", Verdict(await VerifyAsync(statement.Text)));
    }

    private static string? Withheld(JsonElement fact) => fact.TryGetProperty("withheld", out var why) ? why.GetString() : null;

    private static string Verdict(Reply reply) =>
        $"{reply.Expect(200)["result"].GetString()} {(reply.Body.TryGetProperty("where", out var where) ? where.GetString() : "")}".TrimEnd();

    private static Task<Reply> StateAsync(Desk desk, string number) => desk.SendAsync("GET", $"protocols/{number}/statement", null);

    private Task<Reply> VerifyAsync(string statement) => service.Anyone.SendTextAsync("POST", "statements/verify", statement);

    private async Task<string> OpenedAsync()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        (await ana.SolveAsync(number)).Expect(201);
        (await ana.NoteAsync(number, "Cliente difícil")).Expect(201);
        return number;
    }
}
