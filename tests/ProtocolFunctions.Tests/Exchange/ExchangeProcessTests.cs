using System.Text;
using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Stores.CosmosServer;

namespace ProtocolFunctions.Tests.Exchange;

/// <summary>Protocols taken out of a running service by the program, and taken in by it (M27).</summary>
[Trait("Requirement", "M27")]
public sealed class ExchangeProcessTests : IAsyncLifetime, IDisposable
{
    private readonly RunningService service = new();
    private readonly DataFolder target = new();
    private readonly byte[] recording = Audio.Wav(200_000);
    private string number = "", recordingId = "";
    private Func<string[], Task<(int ExitCode, string Output, string Errors)>> run = CommandHere.RunAsync;

    private string Exported => Path.Combine(target.Path, "out", "protocols.jsonl");

    private string Recordings => Path.Combine(target.Path, "out", "recordings");

    private string Data => Path.Combine(target.Path, "data");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Exported)!);
        await service.InitializeAsync();
        var ana = await service.AgentAsync();
        number = await ana.OpenedAsync(Samples.Contact(document: Samples.Cpf));
        recordingId = await ana.RecordedAsync(number, recording);
        (await ana.RevealAsync(number, "Conferir o nome")).Expect(200);
        // Beyond what one document keeps, so that some stand in a page.
        for (var i = 0; i < 40; i++)
            (await ana.NoteAsync(number, $"{i} {new string('x', 2000)}")).Expect(201);
        await ana.OpenedAsync(Samples.Contact("Outro assunto"));
    }

    public Task DisposeAsync() => service.DisposeAsync();

    public void Dispose() => target.Dispose();

    [Fact]
    [Trait("Requirement", "M25")]
    public async Task What_was_taken_out_is_taken_in_with_its_recordings_and_its_number()
    {
        run = LocalCommand.RunAsync;
        await ExportAsync("2 protocols written");
        await ImportAsync("2 protocols taken in", "--Data:Directory", Data, "--contents", Recordings);
        await ImportAsync("0 protocols taken in, 2 were there already, 0 refused", "--Data:Directory", Data, "--contents", Recordings);
        await AssertSoundAsync("2 protocols with", "--Data:Directory", Data);
        Assert.Contains("1 recordings and attachments read", await VerifyAsync("--Data:Directory", Data), StringComparison.Ordinal);

        var before = (await (await service.AsAsync("compliance", "otto")).ReadAsync(number)).Expect(200);
        await using var arrived = await ServeAsync();
        var otto = await arrived.AsAsync("compliance", "otto");
        var after = (await otto.ReadAsync(number)).Expect(200);
        Assert.Equal(before["integrity"].ToString(), after["integrity"].ToString());
        Assert.Equal(before["timeline"].ToString(), after["timeline"].ToString());
        Assert.Equal(before["customer"].ToString(), after["customer"].ToString());
        Assert.Equal(recording, (await otto.ListenAsync(number, recordingId)).Expect(200).Bytes);
        Assert.Contains("customer-revealed ana Conferir o nome", await otto.AccessesAsync(number));
        Assert.Equal([number], (await otto.SearchAsync(new { document = Samples.Cpf })).Expect(200).Numbers);
        var ana = await arrived.AgentAsync();
        (await ana.NoteAsync(number, "Aqui continua")).Expect(201);
        var there = (await ana.ListAsync()).Numbers;
        Assert.Equal(2, there.Count);
        Assert.DoesNotContain(await ana.OpenedAsync(Samples.Contact()), there);
    }

    [Fact]
    public async Task It_goes_from_one_kind_of_store_to_the_other_and_back()
    {
        await ExportAsync("2 protocols written");
        await using var server = await InProcessCosmos.StartAsync(TimeProvider.System);
        string[] cosmos = ["--Data:Directory", Data, .. RunningService.CosmosArguments(server)];
        await ImportAsync("2 protocols taken in", cosmos);
        await AssertSoundAsync("2 protocols with", cosmos);
        var again = Exported + ".again";
        var (exitCode, output, errors) = await run(["export", again, .. cosmos]);
        Assert.True(exitCode == 0, output + errors);
        Assert.Equal((await File.ReadAllLinesAsync(Exported)).Order(StringComparer.Ordinal), (await File.ReadAllLinesAsync(again)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.9)]
    [InlineData(1.0)]
    public async Task An_export_that_broke_off_goes_on_behind_its_last_whole_line(double share)
    {
        await ExportAsync("2 protocols written");
        var whole = await File.ReadAllBytesAsync(Exported);
        await File.WriteAllBytesAsync(Exported, whole[..(int)(whole.Length * share)]);
        await ExportAsync("from before");
        Assert.Equal(Protocols(whole), Protocols(await File.ReadAllBytesAsync(Exported)));
        await ImportAsync("2 protocols taken in", "--Data:Directory", Data);
    }

    [Fact]
    public async Task What_does_not_verify_is_named_by_its_line_and_the_rest_is_taken_in()
    {
        await ExportAsync("2 protocols written");
        var lines = await File.ReadAllLinesAsync(Exported);
        var at = Array.FindIndex(lines, line => line.Contains(number, StringComparison.Ordinal));
        lines[at] = lines[at].Replace("39 xxx", "38 xxx", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Exported, [.. lines, "{\"protocol\":\"half a li"]);
        var (exitCode, output, _) = await run(["import", Exported, "--Data:Directory", Data]);
        Assert.Equal(2, exitCode);
        Assert.Matches($"line {at + 1}, {number}: fact 4[0-9]: body-changed", output);
        Assert.Contains($"line {lines.Length + 1}: line-unreadable", output, StringComparison.Ordinal);
        Assert.Contains("1 protocols taken in, 0 were there already, 2 refused", output, StringComparison.Ordinal);
        await AssertSoundAsync("1 protocols with", "--Data:Directory", Data);
    }

    [Fact]
    public async Task Whoever_takes_out_is_told_what_he_holds_and_nobody_else_may_read_it()
    {
        var (_, _, errors) = await LocalCommand.RunAsync("export", Exported, "--Data:Directory", service.Folder.Path);
        Assert.Contains("personal data in clear", errors, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Exported));
    }

    [Fact]
    public async Task Somebody_elses_file_is_neither_written_to_nor_taken_in()
    {
        await File.WriteAllTextAsync(Exported, "mine");
        var (exported, _, _) = await LocalCommand.RunAsync("export", Exported, "--Data:Directory", service.Folder.Path);
        var (imported, _, _) = await LocalCommand.RunAsync("import", Exported, "--Data:Directory", Data);
        Assert.Equal((1, 1), (exported, imported));
        Assert.Equal("mine", await File.ReadAllTextAsync(Exported));
        Assert.False(Directory.Exists(Data));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("import", "/nowhere/at/all")]
    [InlineData("export", "/nowhere/at/all", "--content", "x")]
    public async Task Wrong_options_are_refused(params string[] arguments)
    {
        var (exitCode, _, errors) = await LocalCommand.RunAsync([.. arguments, "--Data:Directory", service.Folder.Path]);
        Assert.Equal(1, exitCode);
        Assert.NotEmpty(errors);
    }

    private async Task ExportAsync(string expected)
    {
        var (exitCode, output, errors) = await run(
            ["export", Exported, "--contents", Recordings, "--Data:Directory", service.Folder.Path]);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private async Task ImportAsync(string expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await run(["import", Exported, .. arguments]);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private async Task<string> VerifyAsync(params string[] arguments) => (await run(["verify", .. arguments])).Output;

    /// <summary>Everything verifies but recordings that were not brought, where they were not.</summary>
    private async Task AssertSoundAsync(string expected, params string[] arguments)
    {
        var output = await VerifyAsync(arguments);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("changed", output, StringComparison.Ordinal);
    }

    private async Task<RunningService> ServeAsync() => await RunningService.WithAsync("--Data:Directory", Data);

    /// <summary>The lines of protocols, in no order.</summary>
    private static IEnumerable<string> Protocols(byte[] file) => Encoding.UTF8.GetString(file).Split('\n')
        .Where(line => line.StartsWith("{\"protocol\"", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
