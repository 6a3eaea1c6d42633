using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>The gateway says what became of a message, and the history has it.</summary>
[Trait("Requirement", "M4")]
public sealed class DeliveryReportTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async Task InitializeAsync() =>
        service = await RunningService.WithAsync(GatewayReports.Setting);

    public async Task DisposeAsync()
    {
        service.AssertQuiet();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task What_is_not_signed_by_the_gateway_just_now_is_refused()
    {
        var (_, id) = await SentAsync();
        var body = Body(id, "delivered");
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal("401 signature-invalid", (await service.Anyone.SendTextAsync("POST", "delivery-reports", body)).Refusal);
        Assert.Equal("401 signature-invalid", (await service.ReportAsync(body, key: new byte[32])).Refusal);
        Assert.Equal("401 signature-invalid", (await service.ReportAsync(body, at: now.AddMinutes(-6))).Refusal);
        Assert.Equal("401 signature-invalid", (await service.ReportAsync(body, signed: body + " ")).Refusal);
        Assert.Equal("400 invalid", (await service.ReportAsync(Body(id, "eaten"))).Refusal);
        Assert.Equal("400 invalid", (await service.ReportAsync(JsonSerializer.Serialize(new { id, outcome = "bounced", reason = "Maria Souza" }))).Refusal);
    }

    [Fact]
    public async Task Where_no_secret_is_set_nothing_is_taken()
    {
        await using var bare = await Bare.StartAsync();
        Assert.Equal("401 signature-invalid", (await bare.Service.ReportAsync(Body("2026112300000017-4-sms", "delivered"))).Refusal);
    }

    [Theory]
    [InlineData("2026112300000017-4-sms")]
    [InlineData("nothing of ours")]
    public async Task A_message_that_nobody_sent_is_not_found(string id) =>
        Assert.Equal("404 message-not-found", (await service.ReportAsync(Body(id, "delivered"))).Refusal);

    [Fact]
    public async Task It_arrived_and_then_came_back_and_the_history_says_each_once()
    {
        var (number, id) = await SentAsync();
        for (var twice = 0; twice < 2; twice++)
            Assert.Equal("delivered", (await service.ReportAsync(Body(id, "delivered"))).Expect(200)["state"].GetString());
        for (var twice = 0; twice < 2; twice++)
            Assert.Equal("bounced", (await service.ReportAsync(JsonSerializer.Serialize(new { id, outcome = "bounced", reason = "number-unknown" }))).Expect(200)["state"].GetString());
        Assert.Equal("bounced", (await service.ReportAsync(Body(id, "delivered"))).Expect(200)["state"].GetString());

        var read = (await (await service.AgentAsync()).ReadAsync(number)).Expect(200);
        Assert.Equal(["message-sent", "message-delivered", "message-bounced"], read.Kinds("timeline").Where(kind => kind.StartsWith("message-", StringComparison.Ordinal)));
        Assert.Equal("number-unknown", read.Items("timeline")[^1].GetProperty("data").GetProperty("reason").GetString());
    }

    private async Task<(string Number, string Id)> SentAsync()
    {
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(new
        {
            channel = "web",
            subject = "Entrega atrasada",
            customer = new { name = "Maria Souza", phone = "(11) 98765-4321" },
            receiptBy = new[] { "sms" },
        });
        await ana.AwaitAsync(number, read => read.Kinds("timeline").Contains("message-sent"));
        return (number, $"{number}-1-sms");
    }

    private static string Body(string id, string outcome) => JsonSerializer.Serialize(new { id, outcome });

    /// <summary>A service without a gateway.</summary>
    private sealed class Bare(RunningService service) : IAsyncDisposable
    {
        public RunningService Service => service;

        public static async Task<Bare> StartAsync() => new(await RunningService.WithAsync());

        public async ValueTask DisposeAsync() => await service.DisposeAsync();
    }
}
