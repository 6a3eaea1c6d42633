using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Webhooks;

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
    [Trait("Requirement", "M30")]
    public async Task Whatever_is_kept_for_longer_than_a_day_is_there_after_the_old_key_is_dropped()
    {
        await using var receiver = await Receiver.StartAsync();
        var (ana, rita, otto) = (await AnaAsync(), await SignedInAsync("admin", "rita"), await SignedInAsync("compliance", "otto"));
        var hook = (await rita.SendAsync("POST", "webhooks", new { url = receiver.Url, events = new[] { "protocol.closed" } })).Expect(201);
        var number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        var text = (await ana.NoteAsync(number, "Só ele sabe o código")).Expect(201)["text"].GetString();
        (await ana.RevealAsync(number, "Maria confirmou o endereço")).Expect(200);
        (await otto.SendAsync("PUT", "legal-holds", new { reason = "Ação civil", reference = "0001234-56", document = Samples.Cpf })).Expect(200);
        var statement = (await ana.SendAsync("GET", $"protocols/{number}/statement", null, ("Accept", "application/json"))).Expect(200);

        await KeysAsync("--add", "k2");
        await service.RestartAsync();
        await service.SweepAsync("keys");
        await service.AdvanceAsync("P1DT2H");
        await service.SweepAsync("keys");
        await KeysAsync("--drop", "k1");
        await service.RestartAsync();
        Assert.DoesNotContain("\"k1\"", await File.ReadAllTextAsync(Ring), StringComparison.Ordinal);

        (ana, otto) = (await AnaAsync(), await SignedInAsync("compliance", "otto"));
        Assert.Contains(text!, (await ana.TimelineAsync(number)).Expect(200).Text, StringComparison.Ordinal);
        Assert.Contains("52998224725", (await ana.RevealAsync(number, "De novo")).Expect(200).Text, StringComparison.Ordinal);
        Assert.Contains("Maria confirmou", (await otto.SendAsync("GET", $"protocols/{number}/access-log", null)).Expect(200).Text, StringComparison.Ordinal);
        Assert.Equal([number], await FoundAsync());
        Assert.Contains(number, (await otto.SendAsync("GET", "legal-holds?reference=0001234-56", null)).Expect(200).Text, StringComparison.Ordinal);
        Assert.Equal("genuine", (await ana.SendTextAsync("POST", "statements/verify", statement.Text)).Expect(200)["result"].GetString());
        var today = TimeProvider.System.GetUtcNow();
        var log = (await otto.SendAsync("GET", $"audit-log?from={today.AddDays(-1):yyyy-MM-dd}&to={today.AddDays(3):yyyy-MM-dd}&limit=200", null)).Expect(200);
        Assert.Contains("customer-revealed", log.Kinds());
        Assert.Equal(
            ["k2", "k2 -k1"],
            log.Items().Where(act => act.GetProperty("kind").GetString() == "keys-rotated").Select(act => act.GetProperty("item").GetString()));

        (await ana.SolveAsync(number)).Expect(201);
        (await ana.InformAsync(number)).Expect(201);
        (await ana.CloseAsync(number)).Expect(200);
        var calls = await receiver.AwaitAsync(all => all.Count > 0);
        Assert.True(calls[0].IsSignedWith(hook["secret"].GetString()!));
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
    private Task<Desk> AnaAsync() => SignedInAsync("agent", "ana");

    private async Task<Desk> SignedInAsync(string role, string id) => service.With(
        (await service.Anyone.SendAsync("POST", "dev/tokens", new { role, id, name = "Ana Prado" })).Expect(201)["token"].GetString()!);

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
