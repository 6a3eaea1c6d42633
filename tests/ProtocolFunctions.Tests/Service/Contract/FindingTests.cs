using System.Globalization;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>A protocol is found without its number (M21) and listed by what it is.</summary>
[Trait("Requirement", "M21")]
public sealed class FindingTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("""{ "document": "529.982.247-26" }""", "document invalid-document")]
    [InlineData("""{ "phone": "12" }""", "phone invalid-phone")]
    [InlineData("""{ "email": "maria" }""", "email invalid-email")]
    [InlineData("""{ "limit": 0 }""", "limit not-between")]
    [InlineData("""{ "limit": 201 }""", "limit not-between")]
    [InlineData("""{ "limit": "5" }""", "limit not-between")]
    [InlineData("""{ "limit": 1.5 }""", "limit not-between")]
    [InlineData("""{ "status": "shut" }""", "status not-one-of")]
    [InlineData("""{ "openedFrom": "yesterday", "openedTo": "2026-13-01" }""", "openedFrom not-an-instant", "openedTo not-an-instant")]
    [InlineData("""{ "cursor": "made-up" }""", "cursor invalid-cursor")]
    [InlineData("""{ "cpf": "52998224725" }""", "cpf unknown-field")]
    public async Task A_search_for_what_cannot_be_is_refused_by_field(string asked, params string[] errors)
    {
        var ana = await service.AgentAsync();
        var refused = await ana.SendTextAsync("POST", "protocols/search", asked);
        Assert.Equal("400 invalid", refused.Refusal);
        Assert.Equal(errors, refused.Errors);
    }

    [Theory]
    [InlineData("?limit=0", "limit not-between")]
    [InlineData("?limit=many", "limit not-between")]
    [InlineData("?status=open&status=closed", "status given-twice")]
    [InlineData("?sort=name", "sort not-one-of")]
    [InlineData("?document=52998224725", "document unknown-field")]
    [InlineData("?name=Maria", "name unknown-field")]
    [InlineData("?cursor=AAAA", "cursor invalid-cursor")]
    public async Task A_list_takes_what_it_knows_and_nothing_that_identifies_a_person(string query, string error)
    {
        var ana = await service.AgentAsync();
        Assert.Equal([error], (await ana.ListAsync(query)).Errors);
    }

    [Fact]
    public async Task Everything_the_customer_can_be_known_by_finds_his_protocol()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new
        {
            channel = "email",
            subject = "Entrega",
            customer = new { name = "Conceição d'Ávila Müller", document = Samples.Cpf, phone = "(11) 98765-4321", email = "Conceicao@Exemplo.com.br" },
            references = new[] { new { kind = "order", value = "Ped-77/A" } },
        });
        var asked = new object[]
        {
            new { document = "52998224725" }, new { document = " 529 982 247 25 " },
            new { phone = "+55 11 98765-4321" }, new { phone = "011987654321" },
            new { email = "conceicao@exemplo.com.br" },
            new { reference = "ped-77/a" },
            new { name = "conceicao" }, new { name = "MULLER CONCEIÇÃO" }, new { name = "avila" }, new { name = "Müll conc" },
            new { name = "Conceição", document = Samples.Cpf, status = "open", channel = "email" },
        };
        foreach (var search in asked)
            Assert.Contains(number, (await ana.SearchAsync(search)).Expect(200).Numbers);

        var notAsked = new object[]
        {
            new { document = Samples.OtherCpf }, new { phone = "11987654322" }, new { reference = "Ped-77" },
            new { name = "Conceição Silva" }, new { name = "Conceição", document = Samples.OtherCpf }, new { document = Samples.Cpf, status = "closed" },
        };
        foreach (var search in notAsked)
            Assert.DoesNotContain(number, (await ana.SearchAsync(search)).Expect(200).Numbers);
    }

    [Fact]
    public async Task A_corrected_customer_is_found_by_the_new_data_and_no_longer_by_the_old()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "web", customer = new { email = "errado@exemplo.com.br", name = "Zuleica" } });
        (await ana.AmendAsync(number, new { customer = new { email = "certo@exemplo.com.br" } })).Expect(200);
        Assert.Equal([number], (await ana.SearchAsync(new { email = "certo@exemplo.com.br" })).Numbers);
        Assert.Empty((await ana.SearchAsync(new { email = "errado@exemplo.com.br" })).Numbers);
        Assert.Equal([number], (await ana.SearchAsync(new { name = "zuleica" })).Numbers);
        (await ana.AmendAsync(number, new { customer = (object?)null })).Expect(200);
        Assert.Empty((await ana.SearchAsync(new { name = "zuleica" })).Numbers);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repetition_while_others_open()
    {
        var ana = await service.AgentAsync();
        var opened = new List<string>();
        for (var i = 0; i < 7; i++)
            opened.Add(await ana.OpenedAsync(new { channel = "skype", references = new[] { new { kind = "order", value = "PAGINA" } } }));
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await ana.SearchAsync(new { reference = "PAGINA", limit = 3, cursor })).Expect(200);
            Assert.InRange(page.Numbers.Count, 1, 3);
            seen.AddRange(page.Numbers);
            cursor = page["nextCursor"].GetString();
            await ana.OpenedAsync(new { channel = "skype", references = new[] { new { kind = "order", value = "PAGINA" } } });
        }
        while (cursor is not null);
        Assert.Equal(opened.AsEnumerable().Reverse(), seen);
    }

    [Fact]
    public async Task A_cursor_shows_nothing_and_works_for_the_service_that_made_it_only()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "sms" });
        await ana.OpenedAsync(new { channel = "sms" });
        var cursor = (await ana.ListAsync("?channel=sms&limit=1")).Expect(200)["nextCursor"].GetString()!;
        Assert.DoesNotContain(number[..8], cursor, StringComparison.Ordinal);
        Assert.Equal([number], (await ana.ListAsync($"?channel=sms&limit=1&cursor={cursor}")).Expect(200).Numbers);
        var altered = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];
        Assert.Equal(["cursor invalid-cursor"], (await ana.ListAsync($"?cursor={altered}")).Errors);

        var other = new RunningService();
        await other.InitializeAsync();
        Assert.Equal(["cursor invalid-cursor"], (await (await other.AgentAsync()).ListAsync($"?cursor={cursor}")).Errors);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Filters_are_met_all_at_once()
    {
        var bia = await service.AsAsync("agent", "bia", "Bia Reis");
        var supervisor = await service.AsAsync("supervisor", "sara", "Sara Nunes");
        var number = await bia.OpenedAsync(new { channel = "in-person", subject = "Defeito", occurrence = "technical-problem" });
        var other = await bia.OpenedAsync(new { channel = "in-person", subject = "Dúvida", occurrence = "question" });
        (await bia.AmendAsync(number, new { waitingOn = "customer" })).Expect(200);
        (await bia.SetExecutorAsync(number, new { id = "carla" })).Expect(200);
        (await supervisor.SetOwnerAsync(other, new { id = "davi", reason = "Saiu" })).Expect(200);
        var today = (await bia.ReadAsync(number))["openedAt"].GetDateTimeOffset();
        var day = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(today, "America/Sao_Paulo").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        foreach (var query in new[]
        {
            "owner=bia", "executor=carla", "waitingOn=customer", "status=waiting", "type=problem", "occurrence=technical-problem",
            "tier=n1&owner=bia", $"openedFrom={day}&openedTo={day}&owner=bia", $"openedFrom={today:yyyy-MM-ddTHH:mm:ss.fffZ}&owner=bia",
        })
        {
            var listed = (await bia.ListAsync($"?channel=in-person&{query}")).Expect(200).Numbers;
            Assert.Contains(number, listed);
            Assert.DoesNotContain(other, listed);
        }
        Assert.Equal([other], (await bia.ListAsync("?channel=in-person&owner=davi")).Numbers);
        Assert.Empty((await bia.ListAsync("?channel=in-person&openedTo=2020-01-01")).Numbers);
        Assert.Empty((await bia.ListAsync($"?openedTo={today:yyyy-MM-ddTHH:mm:ss.fffZ}&executor=carla")).Numbers);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("consumer")]
    public async Task Lists_and_searches_are_for_reading_staff(string role)
    {
        var caller = await service.AsAsync(role, role, null, Samples.Cpf);
        Assert.Equal("403 role-forbidden", (await caller.ListAsync()).Refusal);
        Assert.Equal("403 role-forbidden", (await caller.SearchAsync(new { document = Samples.Cpf })).Refusal);
    }
}
