using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Settings;

namespace ProtocolFunctions.Tests.Service;

/// <summary>A day passes, its seal is written, and from then on a statement carries the proof that it stands under it.</summary>
[Trait("Requirement", "M27")]
public sealed class SealScenarioTests
{
    [Theory]
    [InlineData(ServiceSettings.Embedded)]
    [InlineData(ServiceSettings.Cosmos)]
    public async Task A_statement_of_yesterday_is_sealed_and_genuine(string store)
    {
        var service = await RunningService.OnAsync(store);
        try
        {
            var ana = await service.AgentAsync();
            await service.SweepAsync("seal");
            var (number, other) = (await ana.OpenedAsync(Samples.Contact()), await ana.OpenedAsync(Samples.Contact()));
            Assert.Equal("pending", await SealOfAsync(ana, number));

            await service.AdvanceAsync("P2D");
            Assert.Equal(0, (await service.SweepAsync("seal"))["failed"].GetArrayLength());
            Assert.Equal("sealed", await SealOfAsync(ana, number));
            (await ana.SolveAsync(number)).Expect(201);
            Assert.Equal(("pending", "sealed"), (await SealOfAsync(ana, number), await SealOfAsync(ana, other)));
            Assert.Equal(0, (await service.SweepAsync("seal"))["written"].GetInt32());

            var statement = (await ana.SendAsync("GET", $"protocols/{number}/statement", null)).Expect(200).Text;
            Assert.Equal("genuine", (await service.Anyone.SendTextAsync("POST", "statements/verify", statement)).Expect(200)["result"].GetString());
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task<string?> SealOfAsync(Desk desk, string number) =>
        (await desk.SendAsync("GET", $"protocols/{number}/statement", null)).Expect(200)["seal"].GetProperty("state").GetString();
}
