using System.Globalization;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>A morning and its end at a software company's support centre, by the process that its people work by: each step first as it is refused.</summary>
public sealed class SupportCentreScenarioTests : IAsyncLifetime
{
    private readonly Task<RunningService> starting = RunningService.WithAsync("--Catalog:Name", "software");
    private RunningService service = null!;
    private Desk ana = null!;

    public async Task InitializeAsync()
    {
        service = await starting;
        ana = await service.AgentAsync();
        await TomorrowAtNineAsync();
    }

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    [Trait("Requirement", "M6")]
    [Trait("Requirement", "M5")]
    public async Task A_question_is_written_into_its_call_and_ends_with_it()
    {
        var question = await ana.OpenedAsync(new { channel = "phone", subject = "Onde fica o relatório?", occurrence = "how-to", reason = "report-reading" });

        Assert.Equal("422 question-stays-in-its-call", (await ana.ReferAsync(question, new { department = "success" })).Refusal);
        Assert.Equal("422 question-stays-in-its-call", (await ana.PromiseAsync(question, At(11))).Refusal);
        Assert.Equal("422 question-stays-in-its-call", (await ana.SetExecutorAsync(question, new { id = "rui", name = "Rui Alves" })).Refusal);
        Assert.Equal("422 question-stays-in-its-call", (await ana.AmendAsync(question, new { waitingOn = "customer" })).Refusal);
        Assert.Equal("409 solution-missing", (await ana.CloseAsync(question)).Refusal);
        (await ana.SolveAsync(question, "Menu Fiscal, Relatórios")).Expect(201);
        var lacking = await ana.CloseAsync(question);
        Assert.Equal(("409 fields-missing", "customer.company required"), (lacking.Refusal, Assert.Single(lacking.Errors)));

        (await ana.AmendAsync(question, new { customer = new { company = "Padaria Silva" } })).Expect(200);
        Assert.Equal("closed", (await ana.CloseAsync(question)).Expect(200)["status"].GetString());
    }

    [Fact]
    [Trait("Requirement", "M5")]
    [Trait("Requirement", "M7")]
    [Trait("Requirement", "M8")]
    [Trait("Requirement", "M9")]
    [Trait("Requirement", "M10")]
    [Trait("Requirement", "M11")]
    [Trait("Requirement", "M17")]
    public async Task A_problem_goes_through_the_lines_its_customer_is_told_daily_and_its_owner_ends_it()
    {
        var davi = await service.AgentOfAsync("davi", ["n2"]);
        var rui = await service.AgentOfAsync("rui", ["development"]);
        var problem = await ana.OpenedAsync(new { channel = "phone", subject = "Relatório leva dez minutos", occurrence = "slowness", reason = "slow-report" });

        // The journal: what was found and tried, before the next line is asked.
        Assert.Equal("409 evidence-missing", (await ana.ReferAsync(problem, new { tier = "n2" })).Refusal);
        (await ana.AnalyseAsync(problem, "Só com mais de um ano de dados")).Expect(201);
        (await ana.TestAsync(problem, "Em outra máquina, o mesmo")).Expect(201);
        var first = (await ana.ReferAsync(problem, new { tier = "n2" }, "Parece do banco de dados")).Expect(202);
        await With("n2", waitingOn: "n2", problem);

        // The customer is told today, twice at most; what happened anyway is recorded all the same.
        var eleven = Id(await ana.PromiseAsync(problem, At(11)));
        var five = Id(await ana.PromiseAsync(problem, At(17)));
        Assert.Equal("422 return-limit", (await ana.PromiseAsync(problem, At(18))).Refusal);
        (await ana.KeepAsync(problem, eleven)).Expect(200);
        (await ana.AddEntryAsync(problem, new { kind = "contact", text = "Ligou; contei de novo", direction = "outbound", reached = true })).Expect(201);
        Assert.Equal("422 return-limit", (await ana.KeepAsync(problem, five)).Refusal);

        // N2 finds nothing and says what to look at; what was found before counts no more.
        (await davi.ReturnAsync(problem, Id(first), "Rodar com o índice desligado")).Expect(200);
        await With("n1", waitingOn: null, problem);
        Assert.Equal("409 evidence-missing", (await ana.ReferAsync(problem, new { tier = "n2" })).Refusal);
        (await ana.AnalyseAsync(problem, "Sem o índice leva dois minutos")).Expect(201);
        (await ana.TestAsync(problem, "Índice desligado na cópia")).Expect(201);
        (await ana.ReferAsync(problem, new { tier = "n2" }, "Feito como pedido")).Expect(202);
        await With("n2", waitingOn: "n2", problem);

        // The return that nobody made is flagged, once, and made up for the next day.
        await TomorrowAtNineAsync();
        Assert.Equal(1, (await service.SweepAsync("returns"))["written"].GetInt32());
        Assert.Equal(0, (await service.SweepAsync("returns"))["written"].GetInt32());
        Assert.Equal(["kept", "missed"], States(await ana.ReadAsync(problem)));
        (await ana.KeepAsync(problem, five)).Expect(200);

        // Development mends it; whoever executes does not close.
        (await davi.ReferAsync(problem, new { tier = "development" }, "Índice errado na versão 8")).Expect(202);
        await With("development", waitingOn: "development", problem);
        (await davi.ReferAsync(problem, new { person = "rui", name = "Rui Alves" }, "É o módulo dele")).Expect(202);
        await ana.AwaitAsync(problem, read => read["executor"].ValueKind != JsonValueKind.Null);
        Assert.Equal("409 solution-missing", (await ana.ResolveAsync(problem)).Refusal);
        (await rui.SolveAsync(problem, "Índice refeito, versão 8.1")).Expect(201);
        Assert.Equal("403 not-owner", (await rui.CloseAsync(problem)).Refusal);

        // Its owner closes, when everything is known that must be and the customer knows, too.
        Assert.Equal(["customer.company required", "detail required"], (await ana.ResolveAsync(problem)).Errors);
        var customer = new { company = "Padaria Silva", supervisor = "Paulo Neto" };
        (await ana.AmendAsync(problem, new { detail = "Relatório de vendas por mês", customer = new { customer.company } })).Expect(200);
        Assert.Equal(["customer.supervisor required"], (await ana.CloseAsync(problem)).Errors);
        (await ana.AmendAsync(problem, new { customer = new { customer.supervisor } })).Expect(200);
        Assert.Equal("409 customer-not-informed", (await ana.CloseAsync(problem)).Refusal);
        (await ana.InformAsync(problem, "Paulo testou com a 8.1")).Expect(201);
        var closed = (await ana.CloseAsync(problem)).Expect(200);
        Assert.Equal(("closed", "ana", "ana"), (closed["status"].GetString(), closed["owner"].GetProperty("id").GetString(), closed["openedBy"].GetProperty("id").GetString()));

        var entries = (await ana.ReadAsync(problem)).Acts;
        Assert.Equal(entries.OrderBy(entry => entry.GetProperty("at").GetString(), StringComparer.Ordinal), entries);
        Assert.All(entries, entry => Assert.False(string.IsNullOrEmpty(entry.GetProperty("by").GetProperty("id").GetString())));
    }

    /// <summary>The case has arrived there, everybody sees with whom it is, and it is still Ana's.</summary>
    private async Task With(string tier, string? waitingOn, string number)
    {
        var read = await ana.AwaitAsync(number, read => read["tier"].GetString() == tier);
        Assert.Equal((waitingOn, "ana"), (read["waitingOn"].GetString(), read["owner"].GetProperty("id").GetString()));
    }

    private async Task TomorrowAtNineAsync()
    {
        var now = service.Services.Clock.GetUtcNow();
        var nine = TimeZoneInfo.ConvertTime(now, service.Zone).Date.AddDays(1).AddHours(9);
        var ahead = TimeZoneInfo.ConvertTimeToUtc(nine, service.Zone) - now.UtcDateTime;
        await service.AdvanceAsync(string.Create(CultureInfo.InvariantCulture, $"PT{(long)ahead.TotalSeconds}S"));
    }

    /// <summary>Today at so many o'clock, where the company is.</summary>
    private string At(int hour)
    {
        var today = TimeZoneInfo.ConvertTime(service.Services.Clock.GetUtcNow(), service.Zone).Date;
        return TimeZoneInfo.ConvertTimeToUtc(today.AddHours(hour), service.Zone).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    private static string Id(Reply reply) => reply["id"].ToString();

    private static IEnumerable<string?> States(Reply read) => read.Items("callbacks").Select(callback => callback.GetProperty("state").GetString());
}
