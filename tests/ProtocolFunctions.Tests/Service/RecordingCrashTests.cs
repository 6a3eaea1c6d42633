using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Killed while recordings come in, or with the disk full: what was acknowledged is whole, and nothing else is listed (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class RecordingCrashTests : IDisposable
{
    private const int Kills = 4, Writers = 3;

    private readonly DataFolder folder = new();
    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private int sent;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Uploads_that_are_killed_at_any_byte_leave_nothing_half_written()
    {
        var random = new Random(20261122);
        var token = await TokenAsync("supervisor");
        string? number = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
            var url = await running.ListeningAsync();
            number ??= await OpenedAsync(url, token);
            var writers = Enumerable.Range(0, Writers).Select(_ => UploadUntilDeadAsync(url, token, number)).ToList();
            // At a moment that is given by what has gone out, within one of the recordings that are under way.
            var until = Volatile.Read(ref sent) + random.Next(1, 30_000_000);
            while (Volatile.Read(ref sent) < until && writers.Any(writer => !writer.IsCompleted))
                await Task.Yield();
            await running.KillAsync();
            await Task.WhenAll(writers);
        }

        using var last = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        using var reader = Client(await last.ListeningAsync(), token);
        var listed = (await reader.GetFromJsonAsync<JsonElement>($"protocols/{number}/recordings")).GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Keys.Except(listed.Select(one => one.GetProperty("id").GetString()!)));
        foreach (var one in listed)
        {
            var bytes = await reader.GetByteArrayAsync($"protocols/{number}/recordings/{one.GetProperty("id").GetString()}/content");
            Assert.Equal(one.GetProperty("sha256").GetString(), Audio.Sha256(bytes));
        }
        var (exitCode, output, _) = await CommandHere.RunAsync("verify", "--Data:Directory", folder.Path);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"{listed.Count} recordings and attachments read", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_full_disk_is_told_and_loses_nothing()
    {
        using var small = SmallDisk.OrSkip(megabytes: 16);
        var data = small.Path;
        var (_, token, _) = await CommandHere.RunAsync("token", "--Data:Directory", data, "--role", "supervisor", "--id", "sara");
        using var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", data);
        using var http = Client(await running.ListeningAsync(), token);
        using var opened = await http.PostAsJsonAsync("protocols", new { channel = "phone", subject = "Teste" });
        var number = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!;
        var kept = Audio.Wav(1_000_000);
        using var first = await http.SendAsync(Upload(number, kept));
        Assert.Equal(201, (int)first.StatusCode);
        using var full = await http.SendAsync(Upload(number, Audio.Wav(40_000_000)));
        Assert.Equal(507, (int)full.StatusCode);
        Assert.Contains("storage-full", await full.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var after = await http.SendAsync(Upload(number, kept));
        Assert.Equal(201, (int)after.StatusCode);
        var items = (await http.GetFromJsonAsync<JsonElement>($"protocols/{number}/recordings")).GetProperty("items");
        Assert.Equal(2, items.GetArrayLength());
        Assert.Equal(kept, await http.GetByteArrayAsync($"protocols/{number}/recordings/{items[0].GetProperty("id").GetString()}/content"));
    }

    [SkippableFact]
    public async Task A_disk_that_is_full_when_a_change_is_committed_is_told_and_loses_nothing()
    {
        using var small = SmallDisk.OrSkip(megabytes: 16);
        var filler = Path.Combine(Path.GetDirectoryName(small.Path)!, "filler");
        var (_, token, _) = await CommandHere.RunAsync("token", "--Data:Directory", small.Path, "--role", "supervisor", "--id", "sara");
        var kept = new List<string>();
        try
        {
            using var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", small.Path);
            var url = await running.ListeningAsync();
            using var http = Client(url, token);
            var number = await OpenedAsync(url, token);
            Fill(filler);
            var refused = 0;
            for (var tries = 0; tries < 400 && refused < 5; tries++)
            {
                using var opened = await http.PostAsJsonAsync("protocols", new { channel = "phone", subject = "Teste", detail = new string('x', 5000) });
                if (opened.StatusCode == System.Net.HttpStatusCode.Created)
                    kept.Add((await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!);
                else
                    Assert.Contains("storage-full", await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                refused += opened.StatusCode == System.Net.HttpStatusCode.InsufficientStorage ? 1 : 0;
            }
            Assert.Equal(5, refused);
            using var recorded = await http.SendAsync(Upload(number, Audio.Wav(100)));
            Assert.Equal(507, (int)recorded.StatusCode);
            File.Delete(filler);
            using var after = await http.SendAsync(Upload(number, Audio.Wav(100)));
            Assert.Equal(201, (int)after.StatusCode);
            kept.AddRange([number, await OpenedAsync(url, token)]);
            await running.KillAsync();
        }
        finally
        {
            File.Delete(filler);
        }
        var (exitCode, output, _) = await CommandHere.RunAsync("verify", "--Data:Directory", small.Path);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"{kept.Count} protocols with", output, StringComparison.Ordinal);
        Assert.Contains("1 recordings and attachments read", output, StringComparison.Ordinal);
    }

    /// <summary>Writes until nothing fits any more.</summary>
    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[256 * 1024, 1024, 1])
        {
            try
            {
                for (var most = 0; most < 1_000_000; most++)
                    stream.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Smaller ones may still fit.
            }
        }
    }

    private static async Task<string> OpenedAsync(string url, string token)
    {
        using var http = Client(url, token);
        using var opened = await http.PostAsJsonAsync("protocols", new { channel = "phone", subject = "Teste" });
        return (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!;
    }

    private async Task UploadUntilDeadAsync(string url, string token, string number)
    {
        using var http = Client(url, token);
        try
        {
            for (var seed = 0; ; seed++)
            {
                var bytes = Audio.Wav(1_000_000 + (seed * 700_001 % 5_000_000), seed);
                using var reply = await http.SendAsync(Upload(number, bytes, counted => Interlocked.Add(ref sent, counted)));
                Assert.Equal(201, (int)reply.StatusCode);
                acknowledged[(await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!] = "";
            }
        }
        catch (Exception dead) when (dead is HttpRequestException or IOException or TaskCanceledException)
        {
            // It was killed; what had no answer may be there or not.
        }
    }

    private static HttpRequestMessage Upload(string number, byte[] bytes, Action<int>? counted = null)
    {
        var content = new StreamContent(new CountedStream(bytes, counted ?? (_ => { })));
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        content.Headers.ContentLength = bytes.Length;
        var request = new HttpRequestMessage(HttpMethod.Post, $"protocols/{number}/recordings") { Content = content };
        request.Headers.Add("Recording-Started-At", Audio.StartedAt);
        request.Headers.Add("Recording-Duration", "60");
        return request;
    }

    private async Task<string> TokenAsync(string role) =>
        (await CommandHere.RunAsync("token", "--Data:Directory", folder.Path, "--role", role, "--id", role)).Output;

    private static HttpClient Client(string url, string token)
    {
        var http = LocalCommand.Client(url, token);
        http.DefaultRequestHeaders.Add("Access-Reason", "Conferir");
        return http;
    }

    /// <summary>Tells how far it was read.</summary>
    private sealed class CountedStream(byte[] bytes, Action<int> counted) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            counted(read);
            return read;
        }
    }
}
