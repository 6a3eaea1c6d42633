using System.Net.Http.Headers;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Settings;

namespace ProtocolFunctions.Tests.Service.Guarding;

/// <summary>What a browser is told, and whose pages may call.</summary>
public sealed class BrowserTests
{
    private const string Ours = "https://sac.empresa.example", Theirs = "https://outra.example";

    [Fact]
    public async Task Pages_of_the_named_origins_may_call_and_read_what_they_need()
    {
        var service = await RunningService.WithAsync("--Cors:Origins", $"{Ours} http://localhost:5173");
        var asked = await PreflightAsync(service, Ours);
        Assert.Equal((204, Ours), ((int)asked.StatusCode, One(asked.Headers, "Access-Control-Allow-Origin")));
        Assert.Contains("PATCH", One(asked.Headers, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("idempotency-key", One(asked.Headers, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);

        var opened = await (await service.AgentAsync()).SendAsync("POST", "protocols", Samples.Contact(), ("Origin", Ours));
        Assert.Equal((201, Ours), (opened.Status, opened.Header("Access-Control-Allow-Origin")));
        var shown = opened.Header("Access-Control-Expose-Headers")!;
        Assert.All(new[] { "ETag", "Location", "Retry-After", "Idempotency-Replayed" }, name => Assert.Contains(name, shown, StringComparison.Ordinal));
        Assert.Contains("Origin", opened.Header("Vary"), StringComparison.Ordinal);
        // A refusal must be readable too, or the page could not say what is wrong.
        Assert.Equal(Ours, (await service.Anyone.SendAsync("GET", "protocols", null, ("Origin", Ours))).Header("Access-Control-Allow-Origin"));
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Pages_of_others_may_not_and_nobody_sends_cookies()
    {
        var service = await RunningService.WithAsync("--Cors:Origins", Ours);
        foreach (var origin in new[] { Theirs, $"{Ours}.outra.example", "null", "http://sac.empresa.example" })
        {
            Assert.Null(One((await PreflightAsync(service, origin)).Headers, "Access-Control-Allow-Origin"));
            Assert.Null((await service.Anyone.SendAsync("GET", "health/live", null, ("Origin", origin))).Header("Access-Control-Allow-Origin"));
        }
        Assert.Null(One((await PreflightAsync(service, Ours)).Headers, "Access-Control-Allow-Credentials"));
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Where_no_origin_is_named_no_page_but_its_own_may_call()
    {
        var service = await RunningService.WithAsync();
        Assert.Null(One((await PreflightAsync(service, Ours)).Headers, "Access-Control-Allow-Origin"));
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.empresa.example")]
    [InlineData("http://sac.empresa.example")]
    [InlineData("https://sac.empresa.example/")]
    [InlineData("https://ana@sac.empresa.example")]
    [InlineData("https://sac.empresa.example/app")]
    [InlineData("sac.empresa.example")]
    public void What_is_no_origin_or_everybodys_stops_the_start(string origins)
    {
        var builder = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        builder.Sources.Add(new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = [KeyValuePair.Create("Cors:Origins", (string?)origins)] });
        Assert.Equal("Cors:Origins", Assert.Single(ServiceSettings.Read(builder.Build()).Errors).Name);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_guess_frame_and_load_nothing()
    {
        var service = await RunningService.WithAsync();
        var ana = await service.AgentAsync();
        var number = await ana.OpenedAsync(Samples.Contact());
        var replies = new[]
        {
            await ana.ReadAsync(number), await ana.RevealAsync(number), await ana.SearchAsync(new { name = "maria" }), await ana.ReadAsync("1"),
            await service.Anyone.SendAsync("GET", "health/live", null), await service.Anyone.SendAsync("GET", "nowhere", null), await service.Anyone.SendAsync("GET", "docs/index.html", null),
        };
        foreach (var reply in replies)
        {
            Assert.Equal(("nosniff", "DENY", "no-referrer"), (reply.Header("X-Content-Type-Options"), reply.Header("X-Frame-Options"), reply.Header("Referrer-Policy")));
            var policy = reply.Header("Content-Security-Policy")!;
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Null(reply.Header("Strict-Transport-Security"));
        }
        Assert.Equal("private, no-cache", replies[0].Header("Cache-Control")?.Replace("no-cache, private", "private, no-cache", StringComparison.Ordinal));
        Assert.All(replies[1..4], reply => Assert.Equal("no-store", reply.Header("Cache-Control")));
        await service.DisposeAsync();
    }

    [Fact]
    public async Task What_shows_somebody_in_full_is_kept_by_nobody_on_the_way()
    {
        var service = await RunningService.WithAsync();
        var number = await (await service.AgentAsync()).OpenedAsync(Samples.Contact());
        Assert.Equal("no-store", (await (await service.AsAsync("compliance", "clara")).ReadAsync(number)).Expect(200).Header("Cache-Control"));
        await service.DisposeAsync();
    }

    [Fact]
    public async Task The_documentation_page_runs_no_script_that_stands_in_it()
    {
        var service = await RunningService.WithAsync();
        var page = await service.Anyone.SendAsync("GET", "docs/index.html", null);
        Assert.DoesNotMatch("<script(?![^>]*src=)[^>]*>\\s*\\S", page.Text);
        Assert.Contains("script-src 'self';", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        await service.DisposeAsync();
    }

    private static async Task<HttpResponseMessage> PreflightAsync(RunningService service, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"{service.Url}/api/protocols");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        return await service.Http.SendAsync(request);
    }

    private static string? One(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
