using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Who did what, by day, for compliance and administrators: what no protocol speaks of, and who saw what of many.</summary>
[Trait("Requirement", "M25")]
public sealed class AuditLogTests : IAsyncLifetime
{
    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public async Task DisposeAsync()
    {
        service.AssertQuiet();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task What_was_done_and_seen_is_there_with_who_and_when_and_nothing_personal()
    {
        var (ana, rita, otto) = (await service.AgentAsync(), await service.AsAsync("admin", "rita"), await service.AsAsync("compliance", "otto"));
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        (await ana.SearchAsync(new { document = Samples.Cpf, name = "Maria Souza" })).Expect(200);
        (await ana.SearchAsync(new { status = "open" })).Expect(200);
        (await ana.RevealAsync(number, "Maria confirmou o endereço")).Expect(200);
        (await rita.SendAsync("POST", "sweeps/deadlines", new { })).Expect(200);
        Assert.Equal("403 role-forbidden", (await ana.SendAsync("POST", "sweeps/deadlines", new { })).Refusal);
        (await rita.SendTextAsync("PUT", "catalog/procedures", """{ "items": [], "reason": "Reorganização" }""", ("If-Match", "*"))).Expect(200);
        Assert.Equal("428 if-match-missing", (await rita.SendTextAsync("PUT", "catalog/procedures", """{ "items": [] }""")).Refusal);
        (await otto.SendAsync("PUT", $"protocols/{number}/legal-hold", new { reason = "Ação", reference = "0001234-56" })).Expect(200);

        var log = (await otto.SendAsync("GET", "audit-log?limit=200", null)).Expect(200);
        Assert.Equal(
            [
                "searched ana document name", $"customer-revealed ana {number}", "acted rita SweepDeadlinesNow", "acted rita EditCatalog procedures", $"acted otto SetLegalHold {number}",
            ],
            log.Items().Select(Line).Where(line => !line.StartsWith("token-issued", StringComparison.Ordinal)));
        Assert.Equal(["token-issued developer agent", "token-issued developer admin", "token-issued developer compliance"], log.Items().Take(3).Select(Line));
        Assert.All(new[] { "52998224725", "529.982", "Maria", "Reorganiz" }, personal => Assert.DoesNotContain(personal, log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_read_in_pages_and_whole_as_a_table_and_that_is_on_record_too()
    {
        var otto = await service.AsAsync("compliance", "otto");
        for (var n = 0; n < 5; n++)
            await service.SweepAsync("returns");
        var (read, cursor) = (new List<string>(), "");
        while (cursor is not null)
        {
            var page = (await otto.SendAsync("GET", $"audit-log?limit=2{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}", null)).Expect(200);
            Assert.InRange(page.Items().Count, 1, 2);
            read.AddRange(page.Items().Select(item => item.GetProperty("hash").GetString()!));
            cursor = page["nextCursor"].GetString();
        }
        Assert.Equal(7, read.Distinct().Count());

        var table = (await otto.SendAsync("GET", "audit-log", null, ("Accept", "text/csv"))).Expect(200);
        var rows = table.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("text/csv", table.ContentType);
        Assert.Equal(9, rows.Length);
        Assert.Contains(",exported,otto,", rows[^1], StringComparison.Ordinal);
        Assert.All(read, hash => Assert.Contains(rows, row => row.Contains(hash, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("from=2026-11-02&to=2026-11-01")]
    [InlineData("from=2026-01-01&to=2026-02-01")]
    [InlineData("from=ontem")]
    [InlineData("cursor=x")]
    public async Task A_span_that_is_none_or_too_long_is_refused(string query) =>
        Assert.Equal("400 invalid", (await (await service.AsAsync("compliance", "otto")).SendAsync("GET", $"audit-log?{query}", null)).Refusal);

    [Fact]
    public async Task Days_to_the_end_of_the_calendar_can_be_asked_for()
    {
        var otto = await service.AsAsync("compliance", "otto");
        Assert.Empty((await otto.SendAsync("GET", "audit-log?from=9999-12-31", null)).Expect(200).Items());
        Assert.Empty((await otto.SendAsync("GET", "audit-log?to=0001-01-01", null)).Expect(200).Items());
    }

    [Fact]
    public async Task A_refused_token_is_on_record_by_its_reason_and_a_missing_one_is_not()
    {
        var otto = await service.AsAsync("compliance", "otto");
        for (var n = 0; n < 20; n++)
            Assert.Equal("401 unauthenticated", (await service.With("rubbish").ListAsync()).Refusal);
        Assert.Equal("401 unauthenticated", (await service.With("track.rubbish").ListAsync()).Refusal);
        Assert.Equal("401 unauthenticated", (await service.Anyone.ListAsync()).Refusal);

        var refused = (await otto.SendAsync("GET", "audit-log", null)).Expect(200).Items().Select(Line).Where(line => line.StartsWith("sign-in", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["unreadable 1", "unreadable 2", "unreadable 4", "unreadable 8", "unreadable 16", "tracking 1"],
            refused.Select(line => string.Join(' ', line.Split(' ')[2..4])));
    }

    private static string Line(JsonElement act) =>
        $"{act.GetProperty("kind").GetString()} {act.GetProperty("by").GetProperty("id").GetString()} {act.GetProperty("item").GetString()}";
}
