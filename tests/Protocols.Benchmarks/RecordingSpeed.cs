using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Protocols.Benchmarks;

/// <summary>
/// Recordings through HTTP beside what the machine allows: uploads beside a plain copy with SHA-256 and flush, ranges beside the same
/// web server sending the same file, and a recording of 2 GiB in parts with the service's memory.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "It ends with the process.")]
internal sealed class RecordingSpeed(Uri service, Uri bare, string folder, int process)
{
    private const int Small = 5_000_000, Middle = 64 * 1024 * 1024, Part = 8 * 1024 * 1024, Window = 1024 * 1024, Uploads = 40, Clients = 4;
    private const long Large = 2L * 1024 * 1024 * 1024;

    private static readonly TimeSpan measured = TimeSpan.FromSeconds(4);

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>Serves one file and nothing else.</summary>
    public static async Task<int> ServeAsync(int port, string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/file", () => Results.File(file, "audio/wav", enableRangeProcessing: true));
        await app.RunAsync();
        return 0;
    }

    public static void Make(string file)
    {
        using var stream = File.Create(file);
        stream.Write(Noise(Middle, 1));
    }

    public async Task<int> RunAsync()
    {
        var (client, supervisor) = (await SignInAsync("client"), await SignInAsync("supervisor"));
        var number = (await SendAsync(HttpMethod.Post, "protocols", client, JsonContent.Create(new { channel = "phone", subject = "Teste" }))).GetProperty("number").GetString()!;
        Say($"memory at the start: {Memory()}");
        for (var round = 0; round < 3; round++)
        {
            var (copied, uploaded) = (await CopyAsync(), await UploadAsync(client));
            Say($"plain copy {copied:F0} MB/s, upload {uploaded:F0} MB/s: {uploaded / copied:P0}");
        }
        Say($"memory after uploads of 5 MB: {Memory()}");

        var middle = await AddAsync(client, number, Noise(Middle, 1));
        var content = new Uri(service, $"/api/protocols/{number}/recordings/{middle}/content");
        for (var round = 0; round < 3; round++)
        {
            var (raw, ours) = (await RangesAsync(new(bare, "/file"), null), await RangesAsync(content, supervisor));
            Say($"ranges of 1 MiB at {Clients} connections: bare {raw:F0} MB/s, service {ours:F0} MB/s: {ours / raw:P0}");
        }
        await LargeAsync(client, supervisor, number);
        return 0;
    }

    private async Task<double> CopyAsync()
    {
        var (from, to) = (Path.Combine(folder, "from"), Path.Combine(folder, "to"));
        await File.WriteAllBytesAsync(from, Noise(Small, 2));
        var buffer = new byte[512 * 1024];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Uploads; i++)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using (var source = File.OpenHandle(from))
            using (var target = File.OpenHandle(to + i, FileMode.Create, FileAccess.Write))
            {
                for (long at = 0; RandomAccess.Read(source, buffer, at) is > 0 and var read; at += read)
                {
                    hash.AppendData(buffer, 0, read);
                    RandomAccess.Write(target, buffer.AsSpan(0, read), at);
                }
                RandomAccess.FlushToDisk(target);
            }
            hash.GetHashAndReset();
            File.Move(to + i, $"{to}{i}.kept", overwrite: true);
        }
        return Uploads * (double)Small / 1_000_000 / watch.Elapsed.TotalSeconds;
    }

    private async Task<double> UploadAsync(string token)
    {
        var number = (await SendAsync(HttpMethod.Post, "protocols", token, JsonContent.Create(new { channel = "phone", subject = "Teste" }))).GetProperty("number").GetString()!;
        var bytes = Noise(Small, 3);
        await AddAsync(token, number, bytes);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Uploads; i++)
            await AddAsync(token, number, bytes);
        return Uploads * (double)Small / 1_000_000 / watch.Elapsed.TotalSeconds;
    }

    private async Task<string> AddAsync(string token, string number, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("audio/wav") } };
        content.Headers.Add("Recording-Started-At", "2026-01-01T12:00:00Z");
        content.Headers.Add("Recording-Duration", "60");
        return (await SendAsync(HttpMethod.Post, $"protocols/{number}/recordings", token, content)).GetProperty("id").GetString()!;
    }

    private async Task<double> RangesAsync(Uri at, string? token)
    {
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => Task.Run(async () =>
        {
            var (random, buffer, count) = (new Random(seed), new byte[256 * 1024], 0L);
            while (watch.Elapsed < measured)
                count += await RangeAsync(at, token, random.Next(Middle - Window), Window, buffer);
            return count;
        })));
        return done.Sum() / 1_000_000.0 / watch.Elapsed.TotalSeconds;
    }

    private async Task<long> RangeAsync(Uri at, string? token, long from, long count, byte[] buffer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, at) { Headers = { Range = new(from, from + count - 1) } };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
            request.Headers.Add("Access-Reason", "Medir");
        }
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var read = 0L;
        while (await body.ReadAsync(buffer) is > 0 and var length)
            read += length;
        return read == count ? read : throw new InvalidOperationException($"{read} bytes came where {count} were asked for.");
    }

    private async Task LargeAsync(string client, string supervisor, string number)
    {
        var (part, before) = (Noise(Part, 4), Memory());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var begun = await SendAsync(HttpMethod.Post, $"protocols/{number}/recordings/uploads", client, JsonContent.Create(
            new { contentType = "audio/wav", size = Large, startedAt = "2026-01-01T12:00:00Z", duration = 7200 }));
        var id = begun.GetProperty("id").GetString();
        var watch = Stopwatch.StartNew();
        for (var k = 1; k <= Large / Part; k++)
        {
            hash.AppendData(part);
            await SendAsync(HttpMethod.Put, $"protocols/{number}/recordings/uploads/{id}/parts/{k}", client, new ByteArrayContent(part));
        }
        var parts = watch.Elapsed;
        await SendAsync(HttpMethod.Post, $"protocols/{number}/recordings/uploads/{id}/complete", client, JsonContent.Create(
            new { sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) }));
        Say($"2 GiB in parts: {Large / 1_000_000.0 / parts.TotalSeconds:F0} MB/s, completed in {(watch.Elapsed - parts).TotalSeconds:F1} s; memory {before} before, {Memory()} after");

        var content = new Uri(service, $"/api/protocols/{number}/recordings/{id}/content");
        var (buffer, times) = (new byte[64 * 1024], new List<double>());
        for (var i = 0; i < 50; i++)
        {
            var first = Stopwatch.StartNew();
            await RangeAsync(content, supervisor, (Large / 2) + (i * 10_000_000L), 1000, buffer);
            times.Add(first.Elapsed.TotalMilliseconds);
        }
        Say($"a range in its middle: first {times[0]:F1} ms, p50 {times.Order().ElementAt(25):F1} ms, longest {times.Max():F1} ms; memory {Memory()}");
    }

    private async Task<string> SignInAsync(string role) => (await SendAsync(
        HttpMethod.Post, "dev/tokens", null, JsonContent.Create(new { role, id = role }))).GetProperty("token").GetString()!;

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? token, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, new Uri(service, "/api/" + path)) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text) : throw new InvalidOperationException($"{response.StatusCode} {text}");
    }

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
#pragma warning disable CA5394 // Noise need not be secret.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        "RIFF"u8.CopyTo(bytes);
        "WAVE"u8.CopyTo(bytes.AsSpan(8));
        return bytes;
    }

    /// <summary>What the service holds now, and what it held at its highest.</summary>
    private string Memory()
    {
        var lines = File.ReadAllLines($"/proc/{process}/status");
        return $"{Of("VmRSS")} MiB (highest {Of("VmHWM")})";

        int Of(string name) => int.Parse(
            lines.Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    private static void Say(string what) => Console.WriteLine(what);
}
