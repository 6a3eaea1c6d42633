using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>An operator changes the key ring of one machine, from the first command to the last.</summary>
[Trait("Requirement", "M-law")]
public sealed class KeysCommandTests : IAsyncLifetime
{
    private readonly RunningService service = new();

    private string Ring => Path.Combine(service.Folder.Path, "keys", "ring.json");

    public Task InitializeAsync() => service.StartAsync();

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_key_is_added_what_is_kept_moves_to_it_and_the_old_one_is_dropped_only_then()
    {
        var number = (await OpenAsync()).Number!;
        Assert.Contains("k1: current since", await KeysAsync(), StringComparison.Ordinal);
        await KeysAsync("--add", "k2");
        await service.RestartAsync();

        Assert.Equal((number, true), ((await OpenAsync()).Number, (await OpenAsync()).Replayed));
        Assert.Equal([number], await FoundAsync());
        Assert.Equal(1, (await service.SweepAsync("keys"))["found"].GetInt32());
        Assert.Contains("1 protocols seen, 1 moved, 0 failed, ended", await KeysAsync(), StringComparison.Ordinal);
        Assert.Equal([number], await FoundAsync());
        Assert.Contains("may still be kept under 'k1'", await RefusedAsync("--drop", "k1"), StringComparison.Ordinal);

        await service.AdvanceAsync("P1DT2H");
        await service.SweepAsync("keys");
        Assert.Contains("k1: retired", await KeysAsync(), StringComparison.Ordinal);
        await KeysAsync("--drop", "k1");
        await service.RestartAsync();

        Assert.Equal([number], await FoundAsync());
        var (verified, said, _) = await CommandHere.RunAsync(["verify", "--Data:Directory", service.Folder.Path]);
        Assert.True(verified == 0, said);
    }

    [Fact]
    public async Task A_ring_without_a_key_that_is_still_needed_stops_the_start_and_names_it()
    {
        await OpenAsync();
        await KeysAsync("--add", "k2");
        await service.RestartAsync();
        // The newest protocol stands under the new key, so nothing but the record of the keys tells that the old one is needed.
        await (await AnaAsync()).OpenedAsync(Samples.Contact());
        await service.StopAsync();
        var ring = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Ring))!;
        ring["keys"]!.AsArray().RemoveAt(1);
        await File.WriteAllTextAsync(Ring, ring.ToJsonString());

        var (exitCode, _, errors) = await LocalCommand.RunAsync(["--urls", "http://127.0.0.1:0", "--Data:Directory", service.Folder.Path]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Data:Directory: the key ring lacks 'k1'", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--add", "k1", "has a 'k1' already")]
    [InlineData("--add", "k.2", "1 to 16 letters or digits")]
    [InlineData("--drop", "k1", "may still be kept under 'k1'")]
    [InlineData("--remove", "k1", "no such option")]
    public async Task What_cannot_be_is_refused_and_the_ring_stays_as_it_is(string option, string id, string reason)
    {
        var before = await File.ReadAllBytesAsync(Ring);
        Assert.Contains(reason, await RefusedAsync(option, id), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Ring));
    }

    private async Task<Reply> OpenAsync() =>
        (await (await AnaAsync()).OpenAsync(Samples.Contact(document: Samples.Cpf), ("Idempotency-Key", "before"))).Expect(201);

    private async Task<IReadOnlyList<string>> FoundAsync() => (await (await AnaAsync()).SearchAsync(new { document = Samples.Cpf })).Expect(200).Numbers;

    /// <summary>Signs in each time, since tokens of before a rotation are none any more.</summary>
    private async Task<Desk> AnaAsync() => service.With(
        (await service.Anyone.SendAsync("POST", "dev/tokens", new { role = "agent", id = "ana", name = "Ana Prado" })).Expect(201)["token"].GetString()!);

    private async Task<string> KeysAsync(params string[] options)
    {
        var (exitCode, output, errors) = await CommandHere.RunAsync(["keys", .. options, "--Data:Directory", service.Folder.Path]);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private async Task<string> RefusedAsync(params string[] options)
    {
        var (exitCode, _, errors) = await CommandHere.RunAsync(["keys", .. options, "--Data:Directory", service.Folder.Path]);
        Assert.Equal(1, exitCode);
        return errors;
    }
}
