using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProtocolFunctions.Tests.Queues;
using Protocols.Notifying;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Stores.Carriers;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>What the gateway is told, and what its answers mean.</summary>
[Trait("Requirement", "M4")]
public sealed class GatewayCarrierTests
{
    private static readonly OutgoingMessage message = new("2026112300000017-3-sms", Means.Sms, "+5511987654321", "Seu protocolo", "Guarde este número");

    [Theory]
    [InlineData(400, CarriedAs.Refused)]
    [InlineData(413, CarriedAs.Refused)]
    [InlineData(422, CarriedAs.Refused)]
    [InlineData(302, CarriedAs.NotNow)]
    [InlineData(401, CarriedAs.NotNow)]
    [InlineData(404, CarriedAs.NotNow)]
    [InlineData(408, CarriedAs.NotNow)]
    [InlineData(429, CarriedAs.NotNow)]
    [InlineData(500, CarriedAs.NotNow)]
    [InlineData(503, CarriedAs.NotNow)]
    public async Task What_it_does_not_take_is_tried_again_unless_the_message_itself_is_at_fault(int status, CarriedAs carried)
    {
        await using var gateway = await SmallGateway.StartAsync();
        gateway.Status = status;

        Assert.Equal(new(carried, null, $"gateway-{status}"), await SendAsync(gateway));
        Assert.Single(gateway.Posts);
    }

    [Theory]
    [InlineData(202, CarriedAs.Accepted)]
    [InlineData(200, CarriedAs.Sent)]
    [InlineData(201, CarriedAs.Sent)]
    public async Task What_it_took_bears_the_gateways_id(int status, CarriedAs carried)
    {
        await using var gateway = await SmallGateway.StartAsync();
        gateway.Status = status;

        Assert.Equal(new(carried, "g-17"), await SendAsync(gateway));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("{}")]
    [InlineData("""{ "id": 17 }""")]
    [InlineData("""{ "id": "Maria da Silva" }""")]
    public async Task What_it_took_without_a_plain_id_is_taken_all_the_same(string answer)
    {
        await using var gateway = await SmallGateway.StartAsync();
        gateway.Answer = answer;

        Assert.Equal(new(CarriedAs.Accepted), await SendAsync(gateway));
    }

    [Fact]
    public async Task It_can_tell_who_sent_what_and_when()
    {
        await using var gateway = await SmallGateway.StartAsync();

        await SendAsync(gateway);

        var posted = Assert.Single(gateway.Posts);
        var signed = Encoding.UTF8.GetBytes($"{message.Id}.{posted.Timestamp}.{Encoding.UTF8.GetString(posted.Body)}");
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(SmallGateway.Secret, signed))}", posted.Signature);
        Assert.Equal(
            (message.Id, $"{new TimerClock().GetUtcNow().ToUnixTimeSeconds()}", "application/json"), (posted.Id, posted.Timestamp, posted.ContentType));
        var body = JsonDocument.Parse(posted.Body).RootElement;
        Assert.Equal(
            ["id: 2026112300000017-3-sms", "by: sms", "to: +5511987654321", "subject: Seu protocolo", "text: Guarde este número"],
            body.EnumerateObject().Select(member => $"{member.Name}: {member.Value}"));
    }

    private static async Task<Carried> SendAsync(SmallGateway gateway)
    {
        using var http = GatewayCarrier.Client(Reach.Loopback);
        return await new GatewayCarrier(http, gateway.Url, SmallGateway.Secret, new TimerClock()).SendAsync(message, default);
    }
}
