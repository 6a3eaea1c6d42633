using System.Net;
using System.Net.Sockets;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>The program as a person starts it: what is wrong is said once, by name, and ends it with 1.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Everything_wrong_with_the_settings_is_said_at_once()
    {
        var (exitCode, output, errors) = await LocalCommand.RunAsync(
            "--Company:TimeZone", "Brasilia", "--Numbering:Template", "{seq}", "--Identity:Mode", "None", "--Stores:Protocols", "Mongo",
            "--Data:Directoy", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.All(
            new[]
            {
                "Company:TimeZone", "America/Sao_Paulo", "Numbering:Template", "Identity:Mode: 'None' is not allowed; it may be Development or Oidc",
                "Stores:Protocols: 'Mongo' is not allowed; it may be Embedded or Cosmos", "Data:Directoy: there is no such setting",
            },
            part => Assert.Contains(part, errors, StringComparison.Ordinal));
        AssertNoTrace(errors);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://+:0")]
    [InlineData("http://*:0")]
    [InlineData("http://example.com:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task It_does_not_listen_where_others_can_reach_it(string urls)
    {
        var (exitCode, _, errors) = await LocalCommand.RunAsync("--urls", urls, "--Data:Directory", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("urls: '", errors, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:PORT", errors, StringComparison.Ordinal);
        AssertNoTrace(errors);
    }

    [Fact]
    public async Task It_does_not_listen_where_others_can_reach_it_by_the_servers_own_settings_either()
    {
        var (exitCode, _, errors) = await LocalCommand.RunAsync(
            "--Kestrel:Endpoints:All:Url", "http://0.0.0.0:0", "--Data:Directory", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("http://0.0.0.0:0", errors, StringComparison.Ordinal);
        AssertNoTrace(errors);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("ftp://127.0.0.1:0")]
    public async Task An_address_that_is_none_is_refused_by_name(string urls)
    {
        var (exitCode, _, errors) = await LocalCommand.RunAsync("--urls", urls, "--Data:Directory", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("urls: ", errors, StringComparison.Ordinal);
        AssertNoTrace(errors);
    }

    [Fact]
    public async Task A_taken_port_is_said_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var (exitCode, _, errors) = await LocalCommand.RunAsync("--urls", url, "--Data:Directory", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("--urls http://127.0.0.1:PORT", errors, StringComparison.Ordinal);
        AssertNoTrace(errors);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_one_is_refused_by_name()
    {
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "x");
        foreach (var directory in new[] { file, Path.Combine(file, "below"), "/proc/protocols" })
        {
            var (exitCode, _, errors) = await LocalCommand.RunAsync("--urls", "http://127.0.0.1:0", "--Data:Directory", directory);
            Assert.Equal(1, exitCode);
            Assert.Contains("Data:Directory", errors, StringComparison.Ordinal);
            AssertNoTrace(errors);
        }
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("token")]
    public async Task Commands_refuse_what_they_do_not_know(string command)
    {
        var (exitCode, _, errors) = await LocalCommand.RunAsync(command, "--Data:Directory", folder.Path, "--colour", "red");
        Assert.Equal(1, exitCode);
        Assert.Contains("--colour", errors, StringComparison.Ordinal);
        AssertNoTrace(errors);
    }

    [Fact]
    public async Task There_is_nothing_to_verify_where_nothing_was_written()
    {
        var (exitCode, _, errors) = await LocalCommand.RunAsync("verify", "--Data:Directory", Path.Combine(folder.Path, "none"));
        Assert.Equal(1, exitCode);
        Assert.Contains("none", errors, StringComparison.Ordinal);
        AssertNoTrace(errors);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "none")));
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        using var first = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        var url = await first.ListeningAsync();
        var (exitCode, _, errors) = await LocalCommand.RunAsync("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        Assert.Equal(1, exitCode);
        Assert.Contains("in use by another process", errors, StringComparison.Ordinal);
        Assert.Contains(folder.Path, errors, StringComparison.Ordinal);
        AssertNoTrace(errors);

        var (_, token, _) = await LocalCommand.RunAsync("token", "--Data:Directory", folder.Path, "--role", "agent", "--id", "ana");
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {token.Trim()}" } } };
        using var listed = await http.GetAsync($"{url}/api/protocols");
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
    }

    [Theory]
    [InlineData("--role", "boss")]
    [InlineData("--document", "529.982.247-26")]
    public async Task No_token_is_made_for_what_does_not_exist(string option, string value)
    {
        var (exitCode, output, errors) = await LocalCommand.RunAsync("token", "--Data:Directory", folder.Path, option, value);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(option, errors, StringComparison.Ordinal);
    }

    private static void AssertNoTrace(string errors)
    {
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", errors, StringComparison.Ordinal);
    }
}
