using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>A case that nobody works on goes up by itself, first to the supervisor, then to the ombudsman, each once.</summary>
public sealed class AutoEscalationTests : IAsyncLifetime
{
    private readonly RunningService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public async Task DisposeAsync()
    {
        service.AssertQuiet();
        await service.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "M16")]
    [Trait("Requirement", "M18")]
    public async Task By_the_clock_alone()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new { channel = "email", subject = "Cobrança em dobro", occurrence = "billing-complaint" });
        await service.SweepAsync("deadlines");
        Assert.Equal("n1", (await ana.ReadAsync(number)).Expect(200)["tier"].GetString());

        await service.AdvanceAsync("P6D");
        await service.SweepAsync("deadlines");
        var up = await ana.AwaitAsync(number, read => read["tier"].GetString() == "supervisor");
        Assert.Equal("ana", up["owner"].GetProperty("id").GetString());
        await service.SweepAsync("deadlines");

        await service.AdvanceAsync("P3D");
        await service.SweepAsync("deadlines");
        await service.SweepAsync("deadlines");
        var higher = await ana.AwaitAsync(number, read => read["tier"].GetString() == "ombudsman" && read["links"].GetArrayLength() == 1);
        Assert.Equal(2, higher.Kinds("timeline").Count(kind => kind == "referred"));
        // The first names it before it is there.
        var second = await ana.AwaitAsync(higher["links"][0].GetProperty("number").GetString()!, _ => true);
        Assert.Equal(("ombudsman", "Cobrança em dobro"), (second["tier"].GetString(), second["subject"].GetString()));
    }
}
