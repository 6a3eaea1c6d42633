using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service.Contract;

/// <summary>What is open to everybody on the machine, and to nobody else.</summary>
public sealed class PageTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    public void Dispose() => service.AssertQuiet();

    [Theory]
    [InlineData("Host", "example.com")]
    [InlineData("Host", "192.168.0.10")]
    [InlineData("Host", "localhost.example.com")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    public async Task The_development_identity_serves_this_machine_only(string header, string value)
    {
        foreach (var path in new[] { "health/live", "openapi.json", "docs/index.html", "protocols" })
        {
            var refused = await service.Anyone.SendAsync("GET", path, null, (header, value));
            Assert.Equal("403 development-identity-is-local", refused.Refusal);
        }
        var token = await service.Anyone.SendAsync("POST", "dev/tokens", new { role = "agent", id = "ana" }, (header, value));
        Assert.Equal("403 development-identity-is-local", token.Refusal);
    }

    [Theory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task Health_is_told_without_a_token(string path) =>
        Assert.Equal("""{"status":"ok"}""", (await service.Anyone.SendAsync("GET", path, null)).Expect(200).Text);

    [Fact]
    public async Task The_root_leads_to_the_documentation_page()
    {
        using var root = await service.Http.GetAsync($"{service.Url}/");
        Assert.Equal((302, "/api/docs/"), ((int)root.StatusCode, root.Headers.Location?.ToString()));
        using var redirected = await service.Http.GetAsync($"{service.Url}/api/docs/");
        using var page = await service.Http.GetAsync($"{service.Url}/api/docs/index.html");
        Assert.True((int)redirected.StatusCode is 200 or 301 or 302);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Protocolo de atendimento", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documentation_page_needs_nothing_from_elsewhere()
    {
        var page = await service.Http.GetStringAsync($"{service.Url}/api/docs/index.html");
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        foreach (var part in new[] { "swagger-ui-bundle.js", "swagger-ui.css" })
        {
            Assert.Contains(part, page, StringComparison.Ordinal);
            using var answer = await service.Http.GetAsync($"{service.Url}/api/docs/{part}");
            Assert.Equal(200, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Answers_say_what_they_are_and_nothing_of_what_serves_them()
    {
        var live = await service.Anyone.SendAsync("GET", "health/live", null);
        Assert.Equal("application/json", live.ContentType);
        Assert.Equal("nosniff", live.Header("X-Content-Type-Options"));
        Assert.Null(live.Header("Server"));
    }
}
