using System.Globalization;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Sellers on a marketplace: each store is a department, and none sees another's cases.</summary>
public sealed class DepartmentScenarioTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async Task InitializeAsync() => service = await RunningService.WithAsync("--Access:ByDepartment", "true", "--Catalog:Name", "marketplace");

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_store_lists_and_finds_its_own_cases_and_what_it_was_sent_and_nothing_else()
    {
        var (sul, norte) = (await service.AgentOfAsync("sul-1", [], ["sul"]), await service.AgentOfAsync("norte-1", [], ["norte"]));
        var colleague = await service.AgentOfAsync("sul-2", [], ["sul"]);
        var central = await service.AsAsync("supervisor", "rita");
        var opened = (await sul.OpenAsync(Samples.Contact(document: Samples.Cpf))).Expect(201);
        var number = opened.Number!;
        var theirs = await norte.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var nobodys = await central.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        Assert.Equal("sul", opened["department"].GetString());

        Assert.Equal("404 protocol-not-found", (await norte.ReadAsync(number)).Refusal);
        Assert.Equal("404 protocol-not-found", (await norte.NoteAsync(number, "x")).Refusal);
        Assert.Equal("404 protocol-not-found", (await norte.ReadAsync(nobodys)).Refusal);
        Assert.Equal("400 invalid", (await norte.LinkAsync(theirs, number)).Refusal);
        Assert.Equal([theirs], (await norte.ListAsync()).Numbers);
        Assert.Equal([number], (await colleague.ListAsync("?sort=dueAt")).Numbers);
        Assert.Equal([number], (await colleague.SearchAsync(new { document = Samples.Cpf })).Numbers);
        Assert.Equal([nobodys, theirs, number], (await central.ListAsync()).Numbers);

        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await sul.PromiseAsync(number, $"{tomorrow}T15:00:00Z")).Expect(201);
        Assert.Single((await colleague.SendAsync("GET", $"callbacks?day={tomorrow}", null)).Expect(200).Items());
        Assert.Empty((await norte.SendAsync("GET", $"callbacks?day={tomorrow}", null)).Expect(200).Items());

        (await sul.ReferAsync(number, new { department = "norte" })).Expect(202);
        await norte.AwaitAsync(number, read => read["department"].GetString() == "norte");
        Assert.Equal([theirs, number], (await norte.ListAsync()).Numbers);
        Assert.Equal([number], (await colleague.ListAsync()).Numbers);
        (await norte.NoteAsync(number, "Recebido")).Expect(201);

        (await central.SetExecutorAsync(theirs, new { id = "sul-2" })).Expect(200);
        Assert.Equal([theirs, number], (await colleague.ListAsync()).Numbers);
        (await central.SetOwnerAsync(nobodys, new { id = "sul-2", reason = "Fica com a loja" })).Expect(200);
        (await colleague.ReadAsync(nobodys)).Expect(200);
        Assert.Equal([nobodys], (await colleague.ListAsync("?owner=sul-2")).Numbers);
        var (healthy, said, _) = await LocalCommand.RunAsync("verify", "--Data:Directory", service.Folder.Path);
        Assert.True(healthy == 0, said);
    }

    [Fact]
    [Trait("Requirement", "M28")]
    public async Task A_supervisor_of_a_store_reads_its_figures_and_no_others()
    {
        var (sul, norte) = (await service.AgentOfAsync("sul-1", [], ["sul"]), await service.AgentOfAsync("norte-1", [], ["norte"]));
        var number = await sul.OpenedAsync(Samples.Contact());
        await norte.OpenedAsync(Samples.Contact());
        await norte.OpenedAsync(Samples.Contact());
        (await service.SweepAsync("reports")).Expect(200);
        var (lia, central) = (await service.AgentOfAsync("lia", [], ["sul"], "supervisor"), await service.AsAsync("supervisor", "rita"));

        Assert.Equal(["403 report-not-by-department"], (await Task.WhenAll(new[] { "summary?groupBy=agent", "summary?groupBy=month,channel", "occurrences" }
            .Select(path => lia.SendAsync("GET", $"reports/{path}", null)))).Select(reply => reply.Refusal).Distinct());
        Assert.Equal("403 report-not-by-department", (await lia.SendAsync("GET", "reports/occurrences", null, ("Accept", "text/csv"))).Refusal);

        Assert.Equal((1, 3), (await OpenedAsync(lia, ""), await OpenedAsync(central, "")));
        Assert.Equal((1, 3), (await OpenedAsync(lia, "?groupBy=day"), await OpenedAsync(central, "?groupBy=day")));
        var byDepartment = (await lia.SendAsync("GET", "reports/summary?groupBy=department", null)).Expect(200);
        Assert.Equal("sul", Assert.Single(byDepartment["groups"].EnumerateArray()).GetProperty("code").GetString());
        var ahead = (await lia.SendAsync("GET", "reports/deadlines", null)).Expect(200);
        Assert.Equal((1, number), (ahead["unresolved"].GetInt32(), Assert.Single(ahead["nearest"].EnumerateArray()).GetProperty("number").GetString()));
        Assert.Equal(3, (await central.SendAsync("GET", "reports/deadlines", null)).Expect(200)["unresolved"].GetInt32());
        (await central.SendAsync("GET", "reports/occurrences", null)).Expect(200);
    }

    private static async Task<int> OpenedAsync(Desk desk, string query) =>
        (await desk.SendAsync("GET", $"reports/summary{query}", null)).Expect(200)["total"].GetProperty("protocols").GetProperty("value").GetInt32();
}
