using System.Globalization;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Guarding;

/// <summary>Who does something too often waits, and nobody else does.</summary>
[Trait("Requirement", "M-law")]
public sealed class CallLimitTests
{
    [Fact]
    public async Task Who_opens_too_often_is_told_when_to_try_again_and_takes_no_number()
    {
        await using var running = await StartAsync("--Limits:Openings", "3/hour", "--Limits:CallersPerAddress", "10");
        var (service, ana) = (running.Service, await running.Service.AgentAsync());
        var numbers = new List<string>();
        for (var n = 0; n < 3; n++)
            numbers.Add(await ana.OpenedAsync(Samples.Contact()));

        var refused = await ana.OpenAsync(Samples.Contact());

        Assert.Equal("429 too-many-calls", refused.Refusal);
        Assert.InRange(Seconds(refused), 1, 1_200);
        Assert.Equal(numbers.Count, (await ana.ListAsync()).Numbers.Count);
        (await (await service.AsAsync("agent", "bia")).OpenAsync(Samples.Contact())).Expect(201);
        (await ana.ReadAsync(numbers[0])).Expect(200);
    }

    [Fact]
    [Trait("Requirement", "M21")]
    public async Task Who_searches_too_often_waits_for_the_next_and_not_for_the_whole_period()
    {
        await using var running = await StartAsync("--Limits:Searches", "2/hour");
        var ana = await running.Service.AgentAsync();
        (await ana.SearchAsync(new { name = "maria" })).Expect(200);
        (await ana.SearchAsync(new { document = Samples.Cpf })).Expect(200);

        var refused = await ana.SearchAsync(new { name = "maria" });

        Assert.Equal("429 too-many-calls", refused.Refusal);
        Assert.InRange(Seconds(refused), 1, 1_800);
    }

    [Fact]
    public async Task One_address_may_do_no_more_than_so_many_callers()
    {
        await using var running = await StartAsync("--Limits:Openings", "2/hour", "--Limits:CallersPerAddress", "2");
        foreach (var id in new[] { "ana", "bia" })
        {
            var agent = await running.Service.AsAsync("agent", id);
            await agent.OpenedAsync(Samples.Contact());
            await agent.OpenedAsync(Samples.Contact());
        }

        Assert.Equal("429 too-many-calls", (await (await running.Service.AsAsync("agent", "caio")).OpenAsync(Samples.Contact())).Refusal);
    }

    [Fact]
    public async Task Customers_shown_in_full_are_counted_over_restarts_until_the_period_is_over()
    {
        await using var running = await StartAsync("--Limits:Reveals", "2/hour");
        var service = running.Service;
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        (await ana.RevealAsync(number)).Expect(200);
        (await ana.RevealAsync(number)).Expect(200);
        await service.RestartAsync();

        var refused = await ana.RevealAsync(number);
        Assert.Equal("429 too-many-calls", refused.Refusal);
        Assert.InRange(Seconds(refused), 3_000, 3_600);
        (await (await service.AsAsync("supervisor", "rita")).RevealAsync(number)).Expect(200);

        await service.AdvanceAsync("PT1H1M");
        (await ana.RevealAsync(number)).Expect(200);
    }

    [Fact]
    public async Task Without_limits_nothing_is_counted()
    {
        await using var running = await StartAsync("--Limits:Openings", "none", "--Limits:Searches", "none", "--Limits:Reveals", "none");
        var ana = await running.Service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        for (var n = 0; n < 3; n++)
        {
            (await ana.SearchAsync(new { name = "maria" })).Expect(200);
            (await ana.RevealAsync(number)).Expect(200);
        }
    }

    private static int Seconds(Reply refused) => int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture);

    private static async Task<Running> StartAsync(params string[] settings) => new(await RunningService.WithAsync(settings));

    private sealed record Running(RunningService Service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Service.DisposeAsync();
    }
}
