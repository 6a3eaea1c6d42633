using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Json;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Backups;

/// <summary>Backed up by the program while another serves, restored, and served from again (M2, M26).</summary>
[Trait("Requirement", "M26")]
public sealed class BackupProcessTests : IDisposable
{
    private const int Kills = 4;

    private readonly DataFolder folder = new(), around = new();
    private readonly ConcurrentDictionary<string, bool> given = new();

    private string Backup => Path.Combine(around.Path, "backup");

    public void Dispose()
    {
        folder.Dispose();
        around.Dispose();
    }

    [Fact]
    [Trait("Requirement", "M2")]
    [SuppressMessage("Reliability", "CA2025", Justification = "It is awaited before what it writes through is disposed.")]
    public async Task What_was_acknowledged_before_is_in_it_and_no_number_is_given_again()
    {
        var (_, token, _) = await CommandHere.RunAsync("token", "--Data:Directory", folder.Path, "--role", "agent", "--id", "ana");
        List<string> before;
        using (var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path))
        {
            using var http = LocalCommand.Client(await running.ListeningAsync(), token);
            for (var i = 0; i < 5; i++)
                await OpenAsync(http, recorded: true);
            before = [.. given.Keys];
            using var stop = new CancellationTokenSource();
            var writing = WriteAsync(http, stop.Token);
            var (exitCode, output, errors) = await LocalCommand.RunAsync("backup", Backup, "--Data:Directory", folder.Path);
            Assert.True(exitCode == 0, output + errors);
            Assert.Contains("who has it can read everything", output, StringComparison.Ordinal);
            await stop.CancelAsync();
            await writing;
            // So that there are some that no backup knows.
            for (var i = 0; i < 20; i++)
                await OpenAsync(http, recorded: false);
            await running.KillAsync();
        }

        // Two restores of one backup, one after the other: neither gives a number of the original or of the other.
        for (var restore = 0; restore < 2; restore++)
        {
            var target = Path.Combine(around.Path, $"target{restore}");
            var (restored, said, why) = await LocalCommand.RunAsync("restore", Backup, "--Data:Directory", target);
            Assert.True(restored == 0, said + why);
            var (verified, found, _) = await CommandHere.RunAsync("verify", "--Data:Directory", target);
            Assert.True(verified == 0, found);
            using var again = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", target);
            using var http = LocalCommand.Client(await again.ListeningAsync(), token);
            Assert.Contains("Begun with a backup of", again.Output, StringComparison.Ordinal);
            foreach (var number in before)
            {
                var read = await http.GetFromJsonAsync<JsonElement>($"protocols/{number}");
                Assert.Equal(1, read.GetProperty("recordings").GetArrayLength());
            }
            for (var i = 0; i < 20; i++)
                await OpenAsync(http, recorded: false);
        }
    }

    [Fact]
    public async Task Killed_at_any_moment_it_is_whole_or_none()
    {
        await CommandHere.RunAsync("seed", "--protocols", "300", "--Data:Directory", folder.Path);
        var random = new Random(20261127);
        for (var kill = 0; kill < Kills; kill++)
        {
            using (var running = LocalCommand.Start("backup", Backup, "--Data:Directory", folder.Path))
            {
                for (var files = random.Next(1, 5); !running.HasExited && Files(Backup) < files;)
                    await Task.Delay(5);
                await running.KillAsync();
            }
            var (checkedAs, output, errors) = await LocalCommand.RunAsync("restore", Backup, "--check", "only", "--Data:Directory", folder.Path);
            Assert.True(checkedAs == 0 || errors.Contains("no whole backup", StringComparison.Ordinal), output + errors);
        }
        Assert.Equal(0, (await LocalCommand.RunAsync("backup", Backup, "--Data:Directory", folder.Path)).ExitCode);
        var target = Path.Combine(around.Path, "target");
        using (var running = LocalCommand.Start("restore", Backup, "--Data:Directory", target))
        {
            while (!running.HasExited && Files(target) < 2)
                await Task.Delay(1);
            await running.KillAsync();
        }
        var (afterKill, _, said) = await CommandHere.RunAsync("verify", "--Data:Directory", target);
        Assert.True(afterKill == 0 || said.Contains("not finished", StringComparison.Ordinal) || said.Contains("no database", StringComparison.Ordinal), said);
        if (afterKill != 0)
            Assert.Equal(0, (await LocalCommand.RunAsync("restore", Backup, "--Data:Directory", target)).ExitCode);
        var (verified, found, _) = await CommandHere.RunAsync("verify", "--Data:Directory", target);
        Assert.True(verified == 0, found);
        Assert.Contains("300 protocols with", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("backup", "--Data:Directory", "x")]
    [InlineData("restore", "/nowhere/at/all")]
    [InlineData("restore", "/nowhere", "--check", "maybe")]
    [InlineData("backup", "/nowhere", "--key", "none")]
    public async Task Wrong_options_are_refused(params string[] arguments)
    {
        var (exitCode, _, errors) = await LocalCommand.RunAsync([.. arguments, "--Data:Directory", folder.Path]);
        Assert.Equal(1, exitCode);
        Assert.NotEmpty(errors);
        Assert.False(Directory.Exists("/nowhere"));
    }

    private static int Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Count() : 0;

    private async Task WriteAsync(HttpClient http, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await OpenAsync(http, recorded: true);
    }

    /// <summary>Opens one, whose number nobody had before.</summary>
    private async Task OpenAsync(HttpClient http, bool recorded)
    {
        using var opened = await http.PostAsJsonAsync("protocols", new { channel = "phone", subject = "Teste" });
        var number = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!;
        if (recorded)
        {
            using var content = new ByteArrayContent(Audio.Wav(20_000)) { Headers = { ContentType = new("audio/wav") } };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"protocols/{number}/recordings") { Content = content };
            request.Headers.Add("Recording-Started-At", Audio.StartedAt);
            request.Headers.Add("Recording-Duration", "60");
            using var kept = await http.SendAsync(request);
            Assert.Equal(201, (int)kept.StatusCode);
        }
        Assert.True(given.TryAdd(number, recorded), $"{number} was given twice.");
    }
}
