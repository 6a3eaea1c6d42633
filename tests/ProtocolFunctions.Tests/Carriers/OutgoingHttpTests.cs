using System.Net;
using Protocols.Notifying;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Stores.Carriers;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>What the service calls is what it was allowed to call, whatever a name means a moment later.</summary>
[Trait("Requirement", "M30")]
public sealed class OutgoingHttpTests
{
    private static readonly IPAddress elsewhere = IPAddress.Parse("8.8.8.8");

    [Theory]
    [InlineData("127.0.0.1"), InlineData("localhost"), InlineData("[::1]"), InlineData("[::ffff:127.0.0.1]"), InlineData("2130706433")]
    public async Task This_machine_is_out_of_public_reach_however_it_is_named(string host)
    {
        await using var neighbour = await SmallGateway.StartAsync();
        using var http = OutgoingHttp.Client(Reach.Public, TimeSpan.FromSeconds(10), 1024);

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync(new Uri($"http://{host}:{neighbour.Url.Port}/send"), null));

        Assert.True(failed.IsOutOfReach());
        Assert.Empty(neighbour.Posts);
    }

    [Fact]
    public async Task One_address_out_of_reach_among_others_is_enough()
    {
        await using var neighbour = await SmallGateway.StartAsync();
        var names = new Names([elsewhere, IPAddress.Loopback]);
        using var http = names.Client(Reach.Public);

        Assert.True((await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync(names.Url(neighbour), null))).IsOutOfReach());
        Assert.Empty(neighbour.Posts);
    }

    [Fact]
    public async Task A_name_without_an_address_leads_nowhere()
    {
        await using var neighbour = await SmallGateway.StartAsync();
        var names = new Names([[]]);
        using var http = names.Client(Reach.Public);

        Assert.True((await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync(names.Url(neighbour), null))).IsOutOfReach());
    }

    [Fact]
    public async Task A_name_that_means_something_else_a_moment_later_is_asked_for_once()
    {
        await using var neighbour = await SmallGateway.StartAsync();
        var names = new Names([IPAddress.Loopback], [elsewhere]);
        using var http = names.Client(Reach.Loopback);

        using var answer = await http.PostAsync(names.Url(neighbour), null);

        Assert.Equal((HttpStatusCode.Accepted, 1), (answer.StatusCode, names.Asked));
        Assert.Single(neighbour.Posts);
    }

    [Fact]
    public async Task A_new_connection_is_judged_anew()
    {
        await using var neighbour = await SmallGateway.StartAsync();
        var names = new Names([IPAddress.Loopback], [elsewhere]);
        using var http = names.Client(Reach.Loopback);
        using (var first = new HttpRequestMessage(HttpMethod.Post, names.Url(neighbour)) { Headers = { ConnectionClose = true } })
            (await http.SendAsync(first)).Dispose();

        Assert.True((await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync(names.Url(neighbour), null))).IsOutOfReach());
        Assert.Equal(2, names.Asked);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        await using var neighbour = await SmallGateway.StartAsync();
        neighbour.Status = 302;
        using var http = OutgoingHttp.Client(Reach.Loopback, TimeSpan.FromSeconds(10), 1024);

        using var answer = await http.PostAsync(neighbour.Url, null);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Single(neighbour.Posts);
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public async Task A_gateway_whose_name_leads_inside_is_sent_nothing_and_the_record_says_why()
    {
        await using var neighbour = await SmallGateway.StartAsync();
        using var http = GatewayCarrier.Client(Reach.Public);
        var carrier = new GatewayCarrier(http, neighbour.Url, SmallGateway.Secret, TimeProvider.System);

        var carried = await carrier.SendAsync(new("2026112300000017-3-sms", Means.Sms, "+5511987654321", "Seu protocolo", "Guarde"), default);

        Assert.Equal(Carried.NotNow("gateway-out-of-reach"), carried);
        Assert.Empty(neighbour.Posts);
    }

    /// <summary>A name server that says something else each time it is asked.</summary>
    private sealed class Names(params IPAddress[][] answers)
    {
        public int Asked { get; private set; }

        public HttpClient Client(Reach reach) => OutgoingHttp.Client(
            reach, TimeSpan.FromSeconds(10), 1024, (_, _) => Task.FromResult(answers[Math.Min(Asked++, answers.Length - 1)]));

        public Uri Url(SmallGateway gateway) => new($"http://gateway.empresa.example:{gateway.Url.Port}/send");
    }
}
