using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Returns, deadlines and the passes over both, as a client sees them; the clock is moved, never waited for.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    [Trait("Requirement", "M10")]
    public async Task A_return_is_promised_listed_missed_and_made_up_for()
    {
        var ana = await service.AgentAsync();
        var admin = await service.AsAsync("admin");
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet sem sinal" });
        Assert.Equal("400 invalid", (await ana.PromiseAsync(number, "2020-01-01T10:00:00Z")).Refusal);
        Assert.Equal("400 invalid", (await ana.PromiseAsync(number, "2099-01-01T10:00:00")).Refusal);
        var now = TimeProvider.System.GetUtcNow();
        var promised = (await ana.PromiseAsync(number, $"{now.AddMinutes(10):O}")).Expect(201);
        var id = promised["id"].GetString()!;
        Assert.Equal("scheduled", promised["state"].GetString());

        var listed = (await ana.SendAsync("GET", "callbacks?owner=ana", null)).Expect(200);
        if (TimeZoneInfo.ConvertTime(now, service.Zone).Date == TimeZoneInfo.ConvertTime(now.AddMinutes(10), service.Zone).Date)
            Assert.Equal(number, Assert.Single(listed["items"].EnumerateArray()).GetProperty("number").GetString());
        Assert.Empty((await ana.SendAsync("GET", "callbacks?owner=bia", null)).Expect(200)["items"].EnumerateArray());
        Assert.Equal("400 invalid", (await ana.SendAsync("GET", "callbacks?day=tomorrow", null)).Refusal);

        Assert.Equal("403 role-forbidden", (await ana.SendAsync("POST", "sweeps/returns", new { })).Refusal);
        Assert.Equal(0, (await admin.SendAsync("POST", "sweeps/returns", new { })).Expect(200)["written"].GetInt32());
        await service.AdvanceAsync("PT41M");
        Assert.Equal(1, (await admin.SendAsync("POST", "sweeps/returns", new { dryRun = true })).Expect(200)["written"].GetInt32());
        Assert.Equal(1, (await admin.SendAsync("POST", "sweeps/returns", new { })).Expect(200)["written"].GetInt32());
        Assert.Equal(0, (await admin.SendAsync("POST", "sweeps/returns", new { })).Expect(200)["written"].GetInt32());

        Assert.Equal("missed", State(await ana.ReadAsync(number)));
        Assert.Equal("404 callback-not-found", (await ana.KeepAsync(number, "999")).Refusal);
        (await ana.KeepAsync(number, id)).Expect(200);
        Assert.Equal("409 callback-not-open", (await ana.KeepAsync(number, id)).Refusal);
        var read = (await ana.ReadAsync(number)).Expect(200);
        Assert.Equal("kept", State(read));
        Assert.Equal(["opened", "callback-scheduled", "callback-missed", "contact", "callback-kept"], read.KindsOfActs);
        service.AssertQuiet();
    }

    [Fact]
    [Trait("Requirement", "M10")]
    public async Task The_call_list_is_by_time_over_all_its_pages_and_shows_each_return_once()
    {
        var ana = await service.AgentAsync();
        var noon = new DateTimeOffset(TimeProvider.System.GetUtcNow().Date.AddDays(3).AddHours(15), TimeSpan.Zero);
        var expected = new List<string>();
        foreach (var minutes in new[] { 30, 0, 90 })
        {
            var number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet sem sinal" });
            // Both at one instant.
            for (var n = 0; n < 2; n++)
                expected.Add($"{minutes:D3} {number} {(await ana.PromiseAsync(number, $"{noon.AddMinutes(minutes):O}")).Expect(201)["id"].GetString()}");
        }

        var listed = new List<string>();
        var cursor = "";
        do
        {
            var page = (await ana.SendAsync("GET", $"callbacks?limit=1&day={noon:yyyy-MM-dd}{cursor}", null)).Expect(200);
            listed.AddRange(page["items"].EnumerateArray().Select(call => $"{call.GetProperty("number").GetString()} {call.GetProperty("id").GetString()}"));
            cursor = page["nextCursor"].ValueKind == JsonValueKind.Null ? "" : $"&cursor={page["nextCursor"].GetString()}";
        }
        while (cursor.Length > 0);

        Assert.Equal(expected.Order().Select(call => call[4..]), listed);
        service.AssertQuiet();
    }

    [Fact]
    [Trait("Requirement", "M15")]
    [Trait("Requirement", "M16")]
    public async Task Deadlines_are_seen_explained_warned_of_and_breached_by_the_clock()
    {
        var ana = await service.AgentAsync();
        var admin = await service.AsAsync("admin");
        var number = await ana.OpenedAsync(new { channel = "email", subject = "Cobrança indevida" });
        var opened = (await ana.ReadAsync(number)).Expect(200);
        var answer = opened["deadlines"].GetProperty("legalAnswer");
        Assert.Equal("running", answer.GetProperty("state").GetString());
        Assert.NotEqual(JsonValueKind.Null, opened["nextDue"].ValueKind);

        var ledger = (await ana.SendAsync("GET", $"protocols/{number}/deadlines", null)).Expect(200)["items"].EnumerateArray().ToList();
        var legal = ledger.Single(line => line.GetProperty("target").GetString() == "legalAnswer");
        Assert.Contains("11.034", legal.GetProperty("rule").GetProperty("article").GetString(), StringComparison.Ordinal);
        Assert.Equal(answer.GetProperty("dueAt").GetString(), legal.GetProperty("dueAt").GetString());
        Assert.Equal("404 protocol-not-found", (await ana.SendAsync("GET", $"protocols/{Samples.UnknownNumber}/deadlines", null)).Refusal);

        var later = await ana.OpenedAsync(new { channel = "phone", subject = "Sem urgência" });
        Assert.Equal([number, later], (await ana.ListAsync("?sort=dueAt")).Expect(200).Numbers);
        Assert.Equal("400 invalid", (await ana.ListAsync("?sort=name")).Refusal);
        Assert.Empty((await ana.ListAsync("?breached=true")).Expect(200).Numbers);
        await service.AdvanceAsync("P9D");
        Assert.Equal("breached", (await ana.ReadAsync(number)).Expect(200)["deadlines"].GetProperty("legalAnswer").GetProperty("state").GetString());
        var swept = (await admin.SendAsync("POST", "sweeps/deadlines", new { })).Expect(200);
        Assert.Equal((2, 0), (swept["found"].GetInt32(), swept["failed"].GetArrayLength()));
        var read = (await ana.ReadAsync(number)).Expect(200);
        Assert.Contains("deadline-breached", read.Kinds("timeline"));
        Assert.NotEqual(JsonValueKind.Null, read["deadlines"].GetProperty("legalAnswer").GetProperty("breachedAt").ValueKind);
        Assert.Equal(0, (await admin.SendAsync("POST", "sweeps/deadlines", new { })).Expect(200)["found"].GetInt32());
        Assert.Equal([later, number], (await ana.ListAsync("?breached=true")).Expect(200).Numbers);
        // The ombudsman's own protocols, which the breaches have led to, may be there by now.
        Assert.Empty((await ana.ListAsync("?breached=false")).Expect(200).Numbers.Intersect([later, number]));
        service.AssertQuiet();
    }

    [Fact]
    [Trait("Requirement", "M1")]
    public async Task A_contact_that_never_said_what_it_was_about_ends_after_a_day()
    {
        var bot = await service.AsAsync("client", "bot");
        var admin = await service.AsAsync("admin");
        var number = await bot.OpenedAsync(new { channel = "chatbot" });
        await service.AdvanceAsync("PT24H");
        (await admin.SendAsync("POST", "sweeps/deadlines", new { })).Expect(200);
        var read = (await bot.ReadAsync(number)).Expect(200);
        Assert.Equal(("closed", "abandoned"), (read["status"].GetString(), read["outcome"].GetString()));
        service.AssertQuiet();
    }

    private static string? State(Reply read) => Assert.Single(read["callbacks"].EnumerateArray()).GetProperty("state").GetString();
}
