using System.Net.Sockets;
using System.Text;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Guarding;

/// <summary>Requests that no well-behaved client sends, byte by byte.</summary>
public sealed class RawRequestTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Fact]
    public async Task A_body_that_only_trickles_in_is_not_waited_for()
    {
        var answer = await AnswerAsync(await HeadAsync("POST", "/api/protocols", "Content-Type: application/json", "Content-Length: 200000"), "{ \"channel\": ");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("body-too-slow", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40_000, "HTTP/1.1 431 ")]
    [InlineData(20_000, "HTTP/1.1 200 ")]
    public async Task Headers_end_somewhere(int length, string status) =>
        Assert.StartsWith(status, await AnswerAsync(await HeadAsync("GET", "/api/protocols", $"X-Long: {new string('a', length)}")), StringComparison.Ordinal);

    [Fact]
    public async Task More_headers_than_anybody_needs_are_refused() =>
        Assert.StartsWith("HTTP/1.1 431 ", await AnswerAsync(await HeadAsync("GET", "/api/protocols", [.. Enumerable.Range(0, 150).Select(n => $"X-{n}: a")])), StringComparison.Ordinal);

    [Fact]
    public async Task An_address_ends_somewhere() =>
        Assert.StartsWith("HTTP/1.1 414 ", await AnswerAsync(await HeadAsync("GET", $"/api/protocols?owner={new string('a', 9_000)}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Idempotency-Key", "a%0d%0aSet-Cookie: a=b")]
    [InlineData("If-Match", "\"1\"\u000bSet-Cookie: a=b")]
    [InlineData("Accept-Language", "en\tSet-Cookie: a=b")]
    [InlineData("Origin", "https://a.example%0d%0aSet-Cookie: a=b")]
    public async Task Nothing_that_a_header_brings_becomes_a_header_of_the_answer(string name, string value)
    {
        var answer = await AnswerAsync(await HeadAsync("POST", "/api/protocols", "Content-Type: application/json", "Content-Length: 19", $"{name}: {value}"), "{\"channel\":\"phone\"}");
        Assert.DoesNotContain("Set-Cookie", Head(answer), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/api/protocols/2026%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/api/protocols?cursor=a%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/api/%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/%0d%0aSet-Cookie:%20a=b")]
    public async Task Nothing_that_an_address_brings_does_either(string path)
    {
        var answer = await AnswerAsync(await HeadAsync("GET", path));
        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", Head(answer), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(100_000)]
    public async Task JSON_is_only_so_deep(int depth)
    {
        var ana = await service.AgentAsync();
        var body = $$"""{ "channel": "phone", "context": {{string.Concat(Enumerable.Repeat("[", depth))}}{{string.Concat(Enumerable.Repeat("]", depth))}} }""";
        Assert.Equal("400 not-json", (await ana.SendTextAsync("POST", "protocols", body)).Refusal);
    }

    private static string Head(string answer) => answer.Split("\r\n\r\n")[0];

    private async Task<string> HeadAsync(string method, string target, params string[] headers)
    {
        var issued = (await service.Anyone.SendAsync("POST", "dev/tokens", new { role = "agent", id = "ana" })).Expect(201);
        return $"{method} {target} HTTP/1.1\r\nHost: {new Uri(service.Url).Authority}\r\nAuthorization: Bearer {issued["token"]}\r\nConnection: close\r\n"
            + string.Concat(headers.Select(header => $"{header}\r\n")) + "\r\n";
    }

    private async Task<string> AnswerAsync(string head, string body = "")
    {
        var address = new Uri(service.Url);
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head + body), limit.Token);
        var answer = new StringBuilder();
        var part = new byte[4096];
        try
        {
            while (await stream.ReadAsync(part, limit.Token) is > 0 and var length)
                answer.Append(Encoding.UTF8.GetString(part, 0, length));
        }
        catch (IOException) when (answer.Length > 0)
        {
            // It was answered before all of it was read, and then cut off.
            return answer.ToString();
        }
        return answer.ToString();
    }
}
