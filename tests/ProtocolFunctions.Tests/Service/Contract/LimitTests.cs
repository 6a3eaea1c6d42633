using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>What ends: numbers, requests in the middle. On a service of its own, since its numbers are used up.</summary>
public sealed class LimitTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    [Trait("Requirement", "M2")]
    public async Task When_the_days_numbers_are_used_up_it_says_until_when_and_gives_none_twice()
    {
        var ana = await service.AgentAsync();
        var first = await ana.OpenedAsync(Samples.Contact());
        await service.StopAsync();
        Tampering.Run(service.Folder, "UPDATE number_blocks SET next = 9999998");
        await service.StartAsync();

        var rest = new[] { await ana.OpenedAsync(Samples.Contact()), await ana.OpenedAsync(Samples.Contact()) };
        Assert.Equal(["9999998", "9999999"], rest.Select(number => number[8..15]));
        var refused = await ana.OpenAsync(Samples.Contact());
        Assert.Equal("503 numbers-exhausted", refused.Refusal);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 86_400);

        await service.AdvanceAsync("P1D");
        var tomorrow = await ana.OpenedAsync(Samples.Contact());
        Assert.Equal("0000001", tomorrow[8..15]);
        Assert.NotEqual(first[..8], tomorrow[..8]);
    }

    [Fact]
    public async Task A_body_that_breaks_HTTP_itself_is_refused_like_any_other()
    {
        var issued = (await service.Anyone.SendAsync("POST", "dev/tokens", new { role = "agent", id = "ana" })).Expect(201);
        var address = new Uri(service.Url);
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/protocols HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {issued["token"]}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n"));
        using var reader = new StreamReader(stream);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = await reader.ReadToEndAsync(limit.Token);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("bad-request", answer, StringComparison.Ordinal);
    }
}
