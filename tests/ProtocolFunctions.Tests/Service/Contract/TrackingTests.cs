using System.Diagnostics;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Tracking;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>A customer without an account follows his protocol, and nobody else does.</summary>
[Trait("Requirement", "M20")]
public sealed class TrackingTests : IAsyncLifetime
{
    private const string Maria = "529.982.247-25", Another = "111.444.777-35";

    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public async Task DisposeAsync()
    {
        service.AssertQuiet();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_is_wrong_is_answered_alike_and_not_sooner()
    {
        var (number, _) = await OpenedAsync();
        object[] wrong =
        [
            new { number, document = Another }, new { number, accessCode = "BCDFGHJK" }, new { number = Samples.UnknownNumber, document = Maria },
            new { number = "2026112100000017", document = Maria }, new { number = "nada", accessCode = "x" },
        ];
        foreach (var asked in wrong)
        {
            var began = Stopwatch.GetTimestamp();
            var reply = await TrackAsync(asked);
            Assert.Equal("404 tracking-not-found", reply.Refusal);
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 240, 5_000);
        }
    }

    [Fact]
    public async Task One_thing_is_to_be_shown_and_not_two()
    {
        var (number, code) = await OpenedAsync();
        Assert.Equal(["document required"], (await TrackAsync(new { number })).Errors);
        Assert.Equal("400 invalid", (await TrackAsync(new { number, document = Maria, accessCode = code })).Refusal);
        Assert.Equal("400 invalid", (await TrackAsync(new { number, document = "123" })).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public async Task With_the_document_he_sees_how_it_stands_and_with_the_code_what_was_said()
    {
        var (number, code) = await OpenedAsync();
        var ana = await service.AgentAsync();
        await ana.InformAsync(number, "Falei com a cliente");
        await ana.NoteAsync(number, "Cliente difícil");

        var outline = (await TrackAsync(new { number, document = Maria })).Expect(200)["protocol"];
        Assert.Equal("in-progress", outline.GetProperty("status").GetString());
        Assert.Equal("running", outline.GetProperty("deadlines").GetProperty("legalAnswer").GetProperty("state").GetString());
        Assert.DoesNotContain("Internet", outline.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Falei", outline.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", outline.GetRawText(), StringComparison.Ordinal);

        var whole = (await TrackAsync(new { number, accessCode = $" {code![..4]}-{code[4..].ToLowerInvariant()}" })).Expect(200);
        Assert.Contains("Falei com a cliente", whole["protocol"].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("difícil", whole["protocol"].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task His_token_is_good_for_this_protocol_alone()
    {
        var (number, code) = await OpenedAsync();
        var (other, _) = await OpenedAsync();
        var customer = service.With((await TrackAsync(new { number, accessCode = code })).Expect(200)["token"].GetString()!);
        Assert.Equal("Internet lenta", (await customer.ReadAsync(number)).Expect(200)["subject"].GetString());
        Assert.Equal("404 protocol-not-found", (await customer.ReadAsync(other)).Refusal);
        Assert.Equal("403 role-forbidden", (await customer.ListAsync()).Refusal);
        Assert.Equal([number], (await customer.SendAsync("GET", "consumer/protocols", null)).Expect(200).Numbers);
        (await customer.HearAsync(number, "Ainda espero")).Expect(201);
        Assert.Equal("401 unauthenticated", (await service.With("track.bm9uc2Vuc2U").ReadAsync(number)).Refusal);
    }

    [Fact]
    public async Task An_account_shows_all_that_bear_his_document()
    {
        var (number, _) = await OpenedAsync();
        var (second, _) = await OpenedAsync();
        var maria = await service.AsAsync("consumer", "maria", document: Maria);
        var first = (await maria.SendAsync("GET", "consumer/protocols?limit=1", null)).Expect(200);
        Assert.Equal([second], first.Numbers);
        Assert.Equal("Internet lenta", first.Items()[0].GetProperty("subject").GetString());
        Assert.Equal([number], (await maria.SendAsync("GET", $"consumer/protocols?cursor={first["nextCursor"].GetString()}", null)).Expect(200).Numbers);
        var nobody = await service.AsAsync("consumer", "joao", document: Another);
        Assert.Empty((await nobody.SendAsync("GET", "consumer/protocols", null)).Expect(200).Numbers);
        Assert.Equal("403 role-forbidden", (await (await service.AgentAsync()).SendAsync("GET", "consumer/protocols", null)).Refusal);
    }

    [Fact]
    public async Task Guessing_ends_after_a_few_tries_for_right_answers_too_and_begins_again_later()
    {
        var (number, code) = await OpenedAsync();
        for (var i = 0; i < TrackProtocol.MostByNumber - 1; i++)
            Assert.Equal("404 tracking-not-found", (await TrackAsync(new { number, document = Another })).Refusal);
        // What was right is not counted.
        (await TrackAsync(new { number, accessCode = code })).Expect(200);
        Assert.Equal("404 tracking-not-found", (await TrackAsync(new { number, document = Another })).Refusal);
        var refused = await TrackAsync(new { number, accessCode = code });
        Assert.Equal("429 too-many-tries", refused.Refusal);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 900);
        await service.AdvanceAsync("PT16M");
        (await TrackAsync(new { number, accessCode = code })).Expect(200);
    }

    [Fact]
    [Trait("Requirement", "M24")]
    public async Task He_says_how_he_was_served_once_and_asks_for_his_history()
    {
        var (number, code) = await OpenedAsync();
        var customer = service.With((await TrackAsync(new { number, accessCode = code })).Expect(200)["token"].GetString()!);
        Assert.Equal("409 not-yet-resolved", (await customer.SendAsync("POST", $"protocols/{number}/survey", new { score = 5 })).Refusal);
        var ana = await service.AgentAsync();
        Assert.Equal("403 role-forbidden", (await ana.SendAsync("POST", $"protocols/{number}/survey", new { score = 5 })).Refusal);
        await ana.SolveAsync(number);
        await ana.InformAsync(number);
        (await ana.CloseAsync(number)).Expect(200);
        Assert.Equal("400 invalid", (await customer.SendAsync("POST", $"protocols/{number}/survey", new { score = 6 })).Refusal);
        Assert.Equal("survey-answered", (await customer.SendAsync("POST", $"protocols/{number}/survey", new { score = 4, comment = "Bom" })).Expect(201)["kind"].GetString());
        Assert.Equal("409 survey-given", (await customer.SendAsync("POST", $"protocols/{number}/survey", new { score = 1 })).Refusal);

        var asked = (await customer.SendAsync("POST", $"protocols/{number}/history-requests", new { by = "letter" })).Expect(201);
        var owed = (await ana.ReadAsync(number)).Expect(200)["deadlines"].GetProperty("historyDelivery");
        Assert.Equal("running", owed.GetProperty("state").GetString());
        var id = asked["id"].GetString();
        Assert.Equal("403 role-forbidden", (await customer.SendAsync("POST", $"protocols/{number}/history-requests/{id}/sent", new { proof = "x" })).Refusal);
        (await ana.SendAsync("POST", $"protocols/{number}/history-requests/{id}/sent", new { proof = "Carta BR123456789BR" })).Expect(200);
        var listed = (await customer.SendAsync("GET", $"protocols/{number}/history-requests", null)).Expect(200);
        Assert.NotNull(Assert.Single(listed.Items()).GetProperty("sentAt").GetString());
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public async Task Who_fetches_the_history_he_asked_for_has_it()
    {
        var (number, code) = await OpenedAsync();
        var outline = service.With((await TrackAsync(new { number, document = Maria })).Expect(200)["token"].GetString()!);
        (await outline.SendAsync("POST", $"protocols/{number}/history-requests", new { by = "download" })).Expect(201);
        Assert.Equal("403 access-code-needed", (await outline.SendAsync("GET", $"protocols/{number}/statement", null)).Refusal);
        var ana = await service.AgentAsync();
        (await ana.SendAsync("GET", $"protocols/{number}/statement", null)).Expect(200);
        Assert.Equal("running", State((await ana.ReadAsync(number)).Expect(200)));

        var customer = service.With((await TrackAsync(new { number, accessCode = code })).Expect(200)["token"].GetString()!);
        Assert.Contains("Internet lenta", (await customer.SendAsync("GET", $"protocols/{number}/statement", null)).Expect(200).Text, StringComparison.Ordinal);
        Assert.Equal("met", State((await ana.ReadAsync(number)).Expect(200)));

        static string? State(Reply read) => read["deadlines"].GetProperty("historyDelivery").GetProperty("state").GetString();
    }

    private async Task<(string Number, string? Code)> OpenedAsync()
    {
        var opened = (await (await service.AgentAsync()).OpenAsync(
            new { channel = "phone", subject = "Internet lenta", customer = new { name = "Maria Souza", document = Maria } })).Expect(201);
        return (opened.Number!, opened["accessCode"].GetString());
    }

    private Task<Reply> TrackAsync(object asked) => service.Anyone.SendAsync("POST", "tracking", asked);
}
