namespace ProtocolFunctions.Azure.Tests;

/// <summary>A request that comes through a function goes the way of every other.</summary>
public sealed class TriggerTests
{
    private const string Contact = """{ "channel": "phone", "subject": "Produto chegou danificado" }""";

    [Fact]
    public async Task Nobody_gets_in_without_a_token()
    {
        await using var shell = new AzureShell();
        var (status, problem, headers) = await shell.CallAsync("OpenProtocol", "POST", "/api/protocols", Contact, role: null);
        Assert.Equal((401, "unauthenticated"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal("application/problem+json", headers.ContentType);
    }

    [Fact]
    public async Task A_body_that_is_wrong_is_refused_field_by_field()
    {
        await using var shell = new AzureShell();
        var (status, problem, _) = await shell.CallAsync("OpenProtocol", "POST", "/api/protocols", """{ "channel": "smoke" }""");
        Assert.Equal((400, "invalid"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal("channel", Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task The_development_identity_has_no_calls_here()
    {
        await using var shell = new AzureShell();
        var (status, problem, _) = await shell.CallAsync("OpenProtocol", "POST", "/api/dev/tokens", """{ "role": "regulator", "id": "x" }""");
        Assert.Equal((404, "route-not-found"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task What_one_function_opened_another_reads_by_the_number_in_the_path()
    {
        await using var shell = new AzureShell();
        var (created, opened, headers) = await shell.CallAsync("OpenProtocol", "POST", "/api/protocols", Contact);
        Assert.Equal(201, created);
        var number = opened.GetProperty("number").GetString();
        Assert.Equal($"/api/protocols/{number}", headers.Location);

        var (ok, read, again) = await shell.CallAsync("ReadProtocol", "GET", $"/api/protocols/{number}");
        Assert.Equal(200, ok);
        Assert.Equal((number, "Produto chegou danificado"), (read.GetProperty("number").GetString(), read.GetProperty("subject").GetString()));
        Assert.NotEmpty(again.ETag.ToString());
    }

    [Theory]
    [InlineData("/api/nowhere", 404)]
    [InlineData("/api/docs/index.html", 200)]
    [InlineData("/", 302)]
    public async Task The_pages_and_what_is_not_there_are_answered_as_in_any_shell(string path, int expected)
    {
        await using var shell = new AzureShell();
        var (status, headers, body) = await shell.GetAsync("Pages", path);
        Assert.Equal(expected, status);
        if (expected == 404)
            Assert.Contains("route-not-found", body, StringComparison.Ordinal);
        else if (expected == 302)
            Assert.Equal("/api/docs/", headers.Location);
        else
            Assert.Contains("<title>Protocolo de atendimento</title>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_is_ready()
    {
        await using var shell = new AzureShell();
        var (status, body, _) = await shell.CallAsync("IsReady", "GET", "/api/health/ready", role: null);
        Assert.Equal((200, "ok"), (status, body.GetProperty("status").GetString()));
    }
}
