using ProtocolFunctions.Tests.Stores;
using ProtocolFunctions.Tests.Webhooks;
using Protocols.Stores.Carriers;
using Protocols.Webhooks;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>One call to a webhook: where it may go, how it is signed, and what an answer means (M30).</summary>
[Trait("Requirement", "M30")]
public sealed class WebhookSenderTests
{
    private static readonly byte[] secret = [.. Enumerable.Range(1, 32).Select(b => (byte)b)];
    private static readonly byte[] body = """{"type":"protocol.opened","subject":"1","sequence":"0000000001"}"""u8.ToArray();

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("https://localhost:9/")]
    [InlineData("https://10.0.0.7/")]
    [InlineData("http://crm.example.com/")]
    public async Task Where_this_machine_will_not_do_neither_it_nor_a_private_network_is_called(string url)
    {
        using var sender = new WebhookSender(TimeProvider.System, local: false);
        Assert.Equal("out-of-reach", (await sender.SendAsync(Call(new(url)), default)).Reason);
    }

    [Fact]
    public async Task Where_nobody_listens_it_was_not_taken()
    {
        using var sender = new WebhookSender(TimeProvider.System, local: true);
        Assert.Equal("unreachable", (await sender.SendAsync(Call(new($"http://127.0.0.1:{SmallGateway.FreePort()}/")), default)).Reason);
    }

    [Theory]
    [InlineData(200, null, false)]
    [InlineData(204, null, false)]
    [InlineData(307, "status-307", false)]
    [InlineData(400, "status-400", false)]
    [InlineData(410, "status-410", true)]
    [InlineData(500, "status-500", false)]
    public async Task An_answer_says_whether_it_was_taken_and_nobody_is_followed_elsewhere(int status, string? reason, bool gone)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Status = _ => status;
        using var sender = new WebhookSender(TimeProvider.System, local: true);
        Assert.Equal(new HandedOver(reason, gone), await sender.SendAsync(Call(receiver.Url), default));
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task It_is_signed_as_Standard_Webhooks_has_it()
    {
        var clock = new ManualClock();
        await using var receiver = await Receiver.StartAsync();
        using var sender = new WebhookSender(clock, local: true);
        await sender.SendAsync(Call(receiver.Url), default);
        var call = Assert.Single(receiver.Calls);
        Assert.Equal(("1-1", $"{Sample.At.ToUnixTimeSeconds()}", "application/cloudevents+json"), (call.Id, call.Timestamp, call.ContentType));
        Assert.True(call.IsSignedWith(WebhookSecret.Text(secret)));
        Assert.False(call.IsSignedWith(WebhookSecret.Text([.. secret.Reverse()])));
        Assert.False((call with { Timestamp = "0" }).IsSignedWith(WebhookSecret.Text(secret)));
        Assert.Equal(body, call.Body);
    }

    private static EventCall Call(Uri url) => new(url, "1-1", body, secret);
}
