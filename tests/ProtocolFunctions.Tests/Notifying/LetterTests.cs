using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>A letter is listed, printed and said to be posted.</summary>
[Trait("Requirement", "M4")]
public sealed class LetterTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task Only_who_works_on_cases_lists_and_prints_and_only_what_waits()
    {
        var (number, id) = await AskedAsync("Situação: cobrança");
        var regulator = await service.AsAsync("regulator");
        Assert.Equal("403 role-forbidden", (await regulator.SendAsync("GET", "letters", null)).Refusal);
        Assert.Equal("403 role-forbidden", (await regulator.SendAsync("GET", $"protocols/{number}/letters/{id}", null)).Refusal);
        var jose = await service.AsAsync("consumer", "jose", null, Samples.OtherCpf);
        Assert.Equal("404 protocol-not-found", (await jose.SendAsync("GET", $"protocols/{number}/letters/{id}", null)).Refusal);
        var ana = await service.AgentAsync();
        Assert.Equal("404 letter-not-found", (await ana.SendAsync("GET", $"protocols/{number}/letters/1", null)).Refusal);
        Assert.Equal("404 letter-not-found", (await ana.SendAsync("GET", $"protocols/{number}/letters/x", null)).Refusal);
    }

    [Fact]
    public async Task It_waits_in_the_list_until_somebody_says_that_it_was_posted()
    {
        var (number, id) = await AskedAsync("Ação indevida à vista");
        var ana = await service.AgentAsync();
        Assert.Equal(("receipt", id), Assert.Single(await ListedAsync(ana, number)));
        var letter = (await ana.SendAsync("GET", $"protocols/{number}/letters/{id}", null)).Expect(200);
        Assert.Equal("application/pdf", letter.ContentType);
        Assert.Equal("%PDF-"u8.ToArray(), letter.Bytes[..5]);
        Assert.Contains("exported", (await (await service.AsAsync("compliance", "otto")).SendAsync("GET", $"protocols/{number}/access-log", null)).Expect(200).Kinds());

        (await ana.SendAsync("POST", $"protocols/{number}/receipts/{id}/sent", new { proof = "BR123456789BR" })).Expect(200);
        Assert.Empty(await ListedAsync(ana, number));
        Assert.Equal("404 letter-not-found", (await ana.SendAsync("GET", $"protocols/{number}/letters/{id}", null)).Refusal);
    }

    [Fact]
    [Trait("Requirement", "M22")]
    public async Task The_history_by_letter_waits_there_too_and_tells_nothing_internal()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.AnalyseAsync(number, "Só para nós")).Expect(201);
        var asked = (await ana.SendAsync("POST", $"protocols/{number}/history-requests", new { by = "letter" })).Expect(201);
        var id = asked["id"].GetString()!;
        Assert.Equal(("history", id), Assert.Single(await ListedAsync(ana, number)));
        var pdf = (await ana.SendAsync("GET", $"protocols/{number}/letters/{id}", null)).Expect(200);
        Assert.DoesNotContain("Só para nós", PdfText.Attached(pdf.Bytes), StringComparison.Ordinal);
        Assert.Contains(number, PdfText.Attached(pdf.Bytes), StringComparison.Ordinal);

        (await ana.SendAsync("POST", $"protocols/{number}/history-requests/{id}/sent", new { proof = "BR1" })).Expect(200);
        Assert.Empty(await ListedAsync(ana, number));
    }

    private async Task<(string Number, string Id)> AskedAsync(string subject)
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact(subject));
        var id = (await ana.SendAsync("POST", $"protocols/{number}/receipts", new { by = "letter" })).Expect(201)["n"].GetInt64();
        await ana.AwaitAsync(number, read => read.Kinds("timeline")[^1] == "letter-listed");
        return (number, $"{id}");
    }

    private static async Task<(string?, string?)[]> ListedAsync(Desk desk, string number) =>
    [
        .. (await desk.SendAsync("GET", "letters?limit=200", null)).Expect(200).Items().Where(item => item.GetProperty("number").GetString() == number)
            .Select(item => (item.GetProperty("kind").GetString(), item.GetProperty("id").GetString())),
    ];
}
