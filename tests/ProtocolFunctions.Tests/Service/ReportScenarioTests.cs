using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>A supervisor looks at how the service does, through HTTP.</summary>
[Trait("Requirement", "M28")]
[Trait("Requirement", "M29")]
public sealed class ReportScenarioTests(RunningService running) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => running.AssertQuiet();

    [Theory]
    [InlineData("Embedded")]
    [InlineData("Cosmos")]
    [Trait("Requirement", "M24")]
    public async Task What_was_done_today_is_in_the_reports_after_the_pass(string store)
    {
        var service = await RunningService.OnAsync(store);
        try
        {
            await PlayAsync(service);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task Only_who_leads_or_checks_reads_reports()
    {
        foreach (var role in (string[])["agent", "regulator", "client"])
            Assert.Equal(403, (await (await running.AsAsync(role)).SendAsync("GET", "reports/summary", null)).Status);
        foreach (var role in (string[])["supervisor", "ombudsman", "compliance", "admin"])
            (await (await running.AsAsync(role)).SendAsync("GET", "reports/deadlines", null)).Expect(200);
    }

    [Theory]
    [InlineData("summary?groupBy=agent,channel", "groupBy")]
    [InlineData("summary?groupBy=month,week", "groupBy")]
    [InlineData("summary?groupBy=", "groupBy")]
    [InlineData("summary?from=2026-02-01&to=2026-01-31", "to")]
    [InlineData("occurrences?from=2020-01-01&to=2026-01-31", "to")]
    [InlineData("occurrences?from=2020-01-01", "to")]
    [InlineData("summary?from=0001-01-01", "to")]
    [InlineData("occurrences?by=agent", "by")]
    [InlineData("summary?groupBy=month&limit=0", "limit")]
    [InlineData("summary?groupBy=month&limit=5001", "limit")]
    [InlineData("summary?groupBy=month&cursor=AAAA", "cursor")]
    [InlineData("deadlines?limit=201", "limit")]
    [InlineData("deadlines?team=x", "team")]
    public async Task What_no_report_can_tell_is_refused_by_its_field(string query, string field)
    {
        var refused = await (await running.AsAsync("supervisor")).SendAsync("GET", $"reports/{query}", null);
        Assert.Equal(400, refused.Status);
        Assert.StartsWith($"{field} ", refused.Errors[0], StringComparison.Ordinal);
    }

    private static async Task PlayAsync(RunningService service)
    {
        var (ana, rita) = (await service.AgentAsync(), await service.AsAsync("supervisor"));
        var solved = await ana.OpenedAsync(new { channel = "phone", subject = "Sem sinal", occurrence = "technical-problem", detail = "Desde ontem", customer = new { document = "529.982.247-25" } });
        (await ana.SolveAsync(solved)).Expect(201);
        (await ana.InformAsync(solved)).Expect(201);
        (await ana.ResolveAsync(solved)).Expect(200);
        await ana.OpenedAsync(new { channel = "email", subject = "=HYPERLINK(1)", occurrence = "request", customer = new { document = "529.982.247-25" } });
        (await service.SweepAsync("reports")).Expect(200);

        var summary = (await rita.SendAsync("GET", "reports/summary?groupBy=day,channel", null)).Expect(200);
        Assert.Equal(2, Value(summary["total"], "protocols"));
        Assert.Equal(1, Value(summary["total"], "resolved"));
        Assert.Equal(1, Value(summary["total"], "firstContactResolution"));
        Assert.Equal(0.5, Value(summary["total"], "returningCustomers"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, summary["total"].GetProperty("satisfaction").GetProperty("value").ValueKind);
        Assert.Equal(["email", "phone"], summary["groups"].EnumerateArray().Select(group => group.GetProperty("code").GetString()));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, summary["asOf"].ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, summary["nextCursor"].ValueKind);
        await PagesAsync(rita);

        var ahead = (await rita.SendAsync("GET", "reports/deadlines", null)).Expect(200);
        Assert.Equal((1, 0), (ahead["unresolved"].GetInt32(), ahead["overdue"].GetInt32()));
        Assert.Equal("request", ahead["nearest"][0].GetProperty("occurrence").GetString());
        var ranking = (await rita.SendAsync("GET", "reports/occurrences", null)).Expect(200);
        Assert.Equal(2, ranking["total"].GetInt32());
        Assert.Equal("Problema técnico", ranking["items"].EnumerateArray().Single(item => item.GetProperty("code").GetString() == "technical-problem").GetProperty("name").GetString());

        var table = await rita.SendAsync("GET", "reports/summary?groupBy=agent", null, ("accept", "text/csv"));
        Assert.Equal("text/csv", table.ContentType);
        var lines = table.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("handlingTime", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith(Row("period", "code", "name", "protocols"), lines[0], StringComparison.Ordinal);
        Assert.StartsWith(Row("", "ana", "Ana Prado", "2"), lines[1], StringComparison.Ordinal);
        await NamesAsync(rita);
        Assert.Contains("later", (await rita.SendAsync("GET", "reports/deadlines", null, ("accept", "text/csv"))).Text, StringComparison.Ordinal);
        Assert.Contains("technical-problem", (await rita.SendAsync("GET", "reports/occurrences?by=occurrence", null, ("accept", "text/csv"))).Text, StringComparison.Ordinal);
    }

    private static async Task PagesAsync(Desk rita)
    {
        var first = (await rita.SendAsync("GET", "reports/summary?groupBy=day,channel&limit=1", null)).Expect(200);
        var cursor = Uri.EscapeDataString(first["nextCursor"].GetString()!);
        var second = (await rita.SendAsync("GET", $"reports/summary?groupBy=day,channel&limit=1&cursor={cursor}", null)).Expect(200);
        Assert.Equal(["email"], Codes(first));
        Assert.Equal(["phone"], Codes(second));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second["nextCursor"].ValueKind);
        Assert.All([first, second], page => Assert.Equal(2, Value(page["total"], "protocols")));
        var elsewhere = await rita.SendAsync("GET", $"reports/summary?groupBy=day,tier&cursor={cursor}", null);
        Assert.Equal(["cursor invalid-cursor"], elsewhere.Errors);

        static IEnumerable<string?> Codes(Reply page) => page["groups"].EnumerateArray().Select(group => group.GetProperty("code").GetString());
    }

    /// <summary>Codes stay what they are; what they are called stands beside them, as the reader speaks.</summary>
    private static async Task NamesAsync(Desk rita)
    {
        (string By, string Code, string Portuguese, string English)[] named =
        [
            ("type", "problem", "Problema", "Problem"), ("occurrence", "technical-problem", "Problema técnico", "Technical problem"),
            ("channel", "phone", "telefone", "phone"), ("tier", "n1", "N1", "N1"), ("agent", "ana", "Ana Prado", "Ana Prado"),
        ];
        foreach (var (by, code, portuguese, english) in named)
        {
            Assert.Equal(portuguese, Name(await rita.SendAsync("GET", $"reports/summary?groupBy=month,{by}", null), code));
            Assert.Equal(english, Name(await rita.SendAsync("GET", $"reports/summary?groupBy={by}", null, ("accept-language", "en")), code));
        }
        var bare = (await rita.SendAsync("GET", "reports/summary?groupBy=month", null)).Expect(200)["groups"][0];
        Assert.Equal((null, null), (bare.GetProperty("code").GetString(), bare.GetProperty("name").GetString()));
        var unclassified = (await rita.SendAsync("GET", "reports/summary?groupBy=department", null)).Expect(200)["groups"][0];
        Assert.Equal((null, null), (unclassified.GetProperty("code").GetString(), unclassified.GetProperty("name").GetString()));

        var ahead = (await rita.SendAsync("GET", "reports/deadlines", null, ("accept-language", "en"))).Expect(200);
        var nearest = ahead["nearest"][0];
        Assert.Equal(("Ana Prado", "Request", "N1"), (
            nearest.GetProperty("ownerName").GetString(), nearest.GetProperty("occurrenceName").GetString(), nearest.GetProperty("tierName").GetString()));
        Assert.Equal(("ana", "request", "n1"), (
            nearest.GetProperty("owner").GetString(), nearest.GetProperty("occurrence").GetString(), nearest.GetProperty("tier").GetString()));
        Assert.Contains("First response", ahead["ahead"].EnumerateArray().Select(due => due.GetProperty("targetName").GetString()));
        Assert.Contains(
            Row("firstResponse", "Primeira resposta"), (await rita.SendAsync("GET", "reports/deadlines", null, ("accept", "text/csv"))).Text, StringComparison.Ordinal);

        static string? Name(Reply answered, string code) => answered.Expect(200)["groups"].EnumerateArray()
            .Single(group => group.GetProperty("code").GetString() == code).GetProperty("name").GetString();
    }

    private static string Row(params IEnumerable<string> cells) => string.Join(',', cells);

    private static double Value(System.Text.Json.JsonElement figures, string indicator) => figures.GetProperty(indicator).GetProperty("value").GetDouble();
}
