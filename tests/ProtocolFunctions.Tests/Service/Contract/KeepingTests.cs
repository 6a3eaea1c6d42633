using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Kept as long as it must be, and then gone, with a certificate (M26).</summary>
[Trait("Requirement", "M26")]
public sealed class KeepingTests : IAsyncLifetime
{
    private readonly KeptCases kept = new();

    public Task InitializeAsync() => kept.BeginAsync();

    public Task DisposeAsync() => kept.EndAsync();

    [Fact]
    public async Task Recordings_go_first_then_what_is_personal_and_a_certificate_says_so()
    {
        var (number, recording) = await kept.RecordedAsync();
        var read = (await kept.Otto.ReadAsync(number)).Expect(200);
        var until = read["retention"].GetProperty("recordUntil").GetDateTimeOffset();
        Assert.False(read["retention"].GetProperty("legalHold").GetBoolean());
        Assert.Equal(0, (await kept.Service.SweepAsync("retention"))["found"].GetInt32());

        await kept.Service.AdvanceAsync("P91D");
        var swept = await kept.Service.SweepAsync("retention");
        Assert.Equal(2, swept["written"].GetInt32());
        Assert.Equal("404 recording-not-found", (await kept.Otto.SendAsync(
            "GET", $"protocols/{number}/recordings/{recording}/content", null, ("Access-Reason", "Conferir"))).Refusal);
        Assert.Empty(Directory.EnumerateFiles(kept.Service.Folder.Path, $"*{recording}*", SearchOption.AllDirectories));
        Assert.Equal("Internet lenta", (await kept.Otto.ReadAsync(number)).Expect(200)["subject"].GetString());

        await kept.Service.AdvanceAsync($"P{(int)(until - TimeProvider.System.GetUtcNow()).TotalDays + 1 - 91}D");
        await kept.Service.SweepAsync("retention");
        var erased = (await kept.Otto.ReadAsync(number)).Expect(200);
        Assert.Equal((null, null), (erased["subject"].GetString(), erased["customer"].GetString()));
        Assert.NotNull(erased["retention"].GetProperty("erasedAt").GetString());
        Assert.Equal("closed", erased["status"].GetString());
        Assert.All(erased["timeline"].EnumerateArray(), entry => Assert.Null(entry.GetProperty("text").GetString()));
        Assert.Empty((await kept.Otto.SearchAsync(new { document = KeptCases.Maria })).Expect(200).Numbers);
        Assert.Equal("409 record-erased", (await (await kept.Service.AgentAsync()).NoteAsync(number, "Tarde demais")).Refusal);

        var month = erased["retention"].GetProperty("erasedAt").GetString()![..7];
        var certificate = Assert.Single((await kept.Otto.SendAsync("GET", $"certificates?month={month}", null)).Expect(200).Items());
        Assert.Equal((number, "personal-data"), (certificate.GetProperty("number").GetString(), certificate.GetProperty("what").GetString()));
        await VerifiesAsync(number, certificate);
        Assert.Equal(0, (await kept.Service.SweepAsync("retention"))["found"].GetInt32());
    }

    [Fact]
    public async Task A_hold_is_compliances_and_stops_every_removal()
    {
        var (number, recording) = await kept.RecordedAsync();
        var hold = new { reason = "Ação em curso", reference = "0001234-56" };
        Assert.Equal("403 role-forbidden", (await (await kept.Service.AgentAsync()).SendAsync("PUT", $"protocols/{number}/legal-hold", hold)).Refusal);
        Assert.Equal("400 invalid", (await kept.Otto.SendAsync("PUT", $"protocols/{number}/legal-hold", new { reason = "x" })).Refusal);
        Assert.True((await kept.Otto.SendAsync("PUT", $"protocols/{number}/legal-hold", hold)).Expect(200)["retention"].GetProperty("legalHold").GetBoolean());

        await kept.Service.AdvanceAsync("P3650D");
        Assert.Equal(0, (await kept.Service.SweepAsync("retention"))["found"].GetInt32());
        Assert.NotEmpty(Directory.EnumerateFiles(kept.Service.Folder.Path, $"*{recording}*", SearchOption.AllDirectories));

        Assert.Equal("400 invalid", (await kept.Otto.SendAsync("DELETE", $"protocols/{number}/legal-hold", null)).Refusal);
        (await kept.Otto.SendAsync("DELETE", $"protocols/{number}/legal-hold", null, ("Access-Reason", "Encerrada"))).Expect(200);
        await kept.Service.SweepAsync("retention");
        Assert.Empty(Directory.EnumerateFiles(kept.Service.Folder.Path, $"*{recording}*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Who_asks_for_erasure_is_told_by_which_rule_and_until_when_it_is_kept()
    {
        var (number, _) = await kept.RecordedAsync();
        var maria = await kept.Service.AsAsync("consumer", "maria", document: KeptCases.Maria);
        Assert.Equal("403 role-forbidden", (await (await kept.Service.AgentAsync()).SendAsync("POST", "erasure-requests", new { })).Refusal);
        Assert.Equal("400 invalid", (await maria.SendAsync("POST", "erasure-requests", new { document = "111.444.777-35" })).Refusal);
        Assert.Equal("400 invalid", (await kept.Otto.SendAsync("POST", "erasure-requests", new { })).Refusal);

        var item = Assert.Single((await maria.SendAsync("POST", "erasure-requests", new { })).Expect(200).Items());
        Assert.Equal((number, true), (item.GetProperty("number").GetString(), item.GetProperty("blocked").GetBoolean()));
        Assert.Contains("11.034", item.GetProperty("ground").GetString(), StringComparison.Ordinal);
        Assert.NotNull(item.GetProperty("until").GetString());
        var ana = await kept.Service.AgentAsync();
        Assert.Null((await ana.ReadAsync(number)).Expect(200)["customer"].GetString());
        Assert.Equal("409 data-blocked", (await ana.RevealAsync(number)).Refusal);
    }

    [Fact]
    public async Task A_certificate_says_from_when_on_no_backup_brings_it_back()
    {
        await using var apart = new Running(await RunningService.WithAsync("--Retention:RecoverableDays", "30"));
        var desk = await apart.Service.AsAsync("compliance", "otto");
        var ana = await apart.Service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet lenta" });
        await ana.RecordedAsync(number, Audio.Wav(64));
        await ana.SolveAsync(number);
        await ana.InformAsync(number);
        (await ana.CloseAsync(number)).Expect(200);
        await apart.Service.AdvanceAsync("P95D");
        await apart.Service.SweepAsync("retention");
        var month = (TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(95)).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var certificate = Assert.Single((await desk.SendAsync("GET", $"certificates?month={month}", null)).Expect(200).Items());
        Assert.Equal(
            certificate.GetProperty("removedAt").GetDateTimeOffset().AddDays(30), certificate.GetProperty("unrecoverableFrom").GetDateTimeOffset());
        apart.Service.AssertQuiet();
    }

    /// <summary>By the statement of what is left, as anybody would: the headers link up, and the certificate's fact is among them.</summary>
    private async Task VerifiesAsync(string number, System.Text.Json.JsonElement certificate)
    {
        var statement = (await kept.Otto.SendAsync("GET", $"protocols/{number}/statement", null)).Expect(200);
        Assert.Equal("genuine", (await kept.Service.Anyone.SendTextAsync("POST", "statements/verify", statement.Text)).Expect(200)["result"].GetString());
        var header = statement.Items("facts")[certificate.GetProperty("fact").GetInt32() - 1].GetProperty("header");
        Assert.Equal("personal-data-erased", header.GetProperty("kind").GetString());
        Assert.Equal(certificate.GetProperty("rule").GetString(), header.GetProperty("terms").GetProperty("article").GetString());
        var altered = statement.Text.Replace("personal-data-erased", "personal-data-kept", StringComparison.Ordinal);
        Assert.Equal("altered", (await kept.Service.Anyone.SendTextAsync("POST", "statements/verify", altered)).Expect(200)["result"].GetString());
    }

    private sealed class Running(RunningService service) : IAsyncDisposable
    {
        public RunningService Service => service;

        public async ValueTask DisposeAsync() => await service.DisposeAsync();
    }
}
