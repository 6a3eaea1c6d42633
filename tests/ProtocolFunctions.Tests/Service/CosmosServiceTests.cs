using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Stores;
using ProtocolFunctions.Tests.Stores.CosmosServer;

namespace ProtocolFunctions.Tests.Service;

/// <summary>The local program with its protocols in Cosmos DB, as a person starts it.</summary>
public sealed class CosmosServiceTests : IDisposable
{
    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_seeded_there_is_verified_and_served_from_there()
    {
        await using var server = await InProcessCosmos.StartAsync(TimeProvider.System);

        var (seeded, said, _) = await LocalCommand.RunAsync(["seed", "--protocols", "5", .. Arguments(server)]);
        Assert.True(seeded == 0, said);
        var (verified, counted, _) = await LocalCommand.RunAsync(["verify", .. Arguments(server)]);
        Assert.Equal(0, verified);
        Assert.Contains("5 protocols with ", counted, StringComparison.Ordinal);

        using var running = LocalCommand.Start(["--urls", "http://127.0.0.1:0", .. Arguments(server)]);
        var url = await running.ListeningAsync();
        var (_, token, _) = await LocalCommand.RunAsync(["token", "--role", "agent", .. Arguments(server)]);
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {token.Trim()}" } } };
        var listed = await Support.Reply.OfAsync(await http.GetAsync($"{url}/api/protocols?limit=200"));
        Assert.Equal(5, listed.Expect(200).Numbers.Count);
        Assert.False(File.Exists(Path.Combine(folder.Path, "protocols.db")));
    }

    [Fact]
    [Trait("Requirement", "M27")]
    public async Task It_does_not_start_with_other_keys_than_its_database_was_written_under()
    {
        await using var server = await InProcessCosmos.StartAsync(TimeProvider.System);
        await CommandHere.RunAsync(["seed", "--protocols", "1", .. Arguments(server)]);
        using var another = new TemporaryFolder();

        var (exitCode, _, errors) = await LocalCommand.RunAsync(
            ["--urls", "http://127.0.0.1:0", .. RunningService.CosmosArguments(server), "--Data:Directory", another.Path]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Data:Directory: the key ring there does not open what the database holds", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_by_the_settings_name()
    {
        string[] arguments;
        await using (var server = await InProcessCosmos.StartAsync(TimeProvider.System))
            arguments = Arguments(server);

        var (exitCode, _, errors) = await LocalCommand.RunAsync(["--urls", "http://127.0.0.1:0", .. arguments]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Cosmos:Endpoint: 'http://127.0.0.1:", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private string[] Arguments(InProcessCosmos server) => [.. RunningService.CosmosArguments(server), "--Data:Directory", folder.Path];
}
