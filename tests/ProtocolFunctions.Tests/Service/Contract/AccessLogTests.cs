using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>Whoever sees what is personal is on record before he sees it, and compliance reads that record (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class AccessLogTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task It_is_for_compliance_and_regulators_alone()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal("403 role-forbidden", (await LogAsync(ana, number)).Refusal);
        foreach (var role in new[] { "supervisor", "ombudsman", "admin" })
            Assert.Equal("403 role-forbidden", (await LogAsync(await service.AsAsync(role), number)).Refusal);
        Assert.Equal("404 protocol-not-found", (await LogAsync(await service.AsAsync("client", "site"), number)).Refusal);
        var otto = await service.AsAsync("compliance", "otto");
        Assert.Equal("404 protocol-not-found", (await LogAsync(otto, Samples.UnknownNumber)).Refusal);
        Assert.Equal(["limit not-between"], (await LogAsync(otto, number, "?limit=0")).Errors);
        Assert.Equal(["cursor invalid-cursor"], (await LogAsync(otto, number, "?cursor=abc")).Errors);
        Assert.Empty((await LogAsync(otto, number)).Expect(200).Items());
    }

    [Fact]
    public async Task Reveals_searches_by_person_and_reads_of_compliance_are_in_it_and_ordinary_work_is_not()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "phone", subject = "Entrega", customer = new { name = "Zilda Quaresma", document = Samples.Cpf } });
        (await ana.ReadAsync(number)).Expect(200);
        (await ana.ListAsync()).Expect(200);
        (await ana.NoteAsync(number, "Anotado")).Expect(201);
        (await ana.RevealAsync(number, "Conferir o endereço")).Expect(200);
        (await ana.SearchAsync(new { name = "Zilda Quaresma" })).Expect(200);
        (await ana.SearchAsync(new { reference = "PED-1" })).Expect(200);
        var otto = await service.AsAsync("compliance", "otto", "Otto Paz");
        (await otto.ReadAsync(number)).Expect(200);
        (await otto.TimelineAsync(number)).Expect(200);

        var entries = (await LogAsync(otto, number)).Expect(200).Items();
        Assert.Equal(
            ["1 customer-revealed ana Conferir o endereço", "2 found ana ", "3 read otto ", "4 read otto "],
            entries.Select(entry =>
                $"{entry.GetProperty("n")} {entry.GetProperty("kind").GetString()} {entry.GetProperty("by").GetProperty("id").GetString()} {entry.GetProperty("reason").GetString()}"));
    }

    [Fact]
    public async Task It_is_read_in_pages_that_neither_skip_nor_repeat()
    {
        var (ana, otto) = (await service.AgentAsync(), await service.AsAsync("compliance", "otto"));
        var number = await ana.OpenedAsync(Samples.Contact());
        for (var i = 0; i < 5; i++)
            (await ana.RevealAsync(number, $"Motivo {i}")).Expect(200);
        var (seen, cursor) = (new List<string?>(), "");
        do
        {
            var page = (await LogAsync(otto, number, $"?limit=2{cursor}")).Expect(200);
            seen.AddRange(page.Items().Select(entry => entry.GetProperty("reason").GetString()));
            cursor = page["nextCursor"].GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);
        Assert.Equal(["Motivo 0", "Motivo 1", "Motivo 2", "Motivo 3", "Motivo 4"], seen);
    }

    [Fact]
    public async Task As_a_table_it_is_whole_names_who_took_it_and_holds_no_formula()
    {
        var ana = await service.AsAsync("agent", "ana", "=HYPERLINK(\"http://x\")");
        var otto = await service.AsAsync("compliance", "otto");
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.RevealAsync(number, "@SUM(1+1)*cmd|' /C calc'!A0")).Expect(200);
        for (var i = 0; i < 3; i++)
            (await ana.RevealAsync(number, "Dizer \"sim\", ou não")).Expect(200);
        var table = (await LogAsync(otto, number, "?limit=1", ("Accept", "text/csv"))).Expect(200);
        Assert.Equal("text/csv", table.ContentType);
        var rows = table.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, rows.Length);
        Assert.StartsWith("n,at,kind,id", rows[0], StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", rows[1], StringComparison.Ordinal);
        Assert.Contains(",'@SUM(1+1)*cmd|' /C calc'!A0,", rows[1], StringComparison.Ordinal);
        Assert.Contains("\"Dizer \"\"sim\"\", ou não\"", rows[2], StringComparison.Ordinal);
        Assert.Contains(",exported,otto,", rows[5], StringComparison.Ordinal);
    }

    private static Task<Reply> LogAsync(Desk who, string number, string query = "", params (string, string)[] headers) =>
        who.SendAsync("GET", $"protocols/{number}/access-log{query}", null, headers);
}
