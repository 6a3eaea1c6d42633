using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Killed again and again while many write: what was acknowledged is there, once, and nothing else broke.</summary>
[Trait("Requirement", "M2")]
public sealed class CrashTests : IDisposable
{
    private const int Kills = 6, Writers = 6;

    private readonly DataFolder folder = new();

    /// <summary>Openings by their subject, which is unique; the number each was answered with.</summary>
    private readonly ConcurrentDictionary<string, string> opened = new();

    /// <summary>Entries by their text, which is unique; the protocol that acknowledged it.</summary>
    private readonly ConcurrentDictionary<string, string> added = new();

    /// <summary>Keyed requests without an answer yet: each is repeated until it has one.</summary>
    private readonly ConcurrentQueue<Keyed> unanswered = new();

    private readonly ConcurrentBag<string> wrong = [];
    private int sent;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_kills_at_any_moment()
    {
        var random = new Random(20261121);
        var (_, token, _) = await LocalCommand.RunAsync("token", "--Data:Directory", folder.Path, "--role", "agent", "--id", "ana");
        for (var kill = 0; kill < Kills; kill++)
        {
            using var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
            var url = await running.ListeningAsync();
            var acknowledged = opened.Count + added.Count;
            var writers = Enumerable.Range(0, Writers).Select(_ => WriteUntilDeadAsync(url, token)).ToList();
            // The moment is given by how much was answered, from the first request on to some hundreds.
            var until = acknowledged + random.Next(1, 250);
            await Task.WhenAny(UntilAsync(() => opened.Count + added.Count >= until), Task.WhenAll(writers));
            await running.KillAsync();
            await Task.WhenAll(writers);
        }

        using var last = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        using var reader = LocalCommand.Client(await last.ListeningAsync(), token);
        await RepeatAsync(reader);
        Assert.Empty(wrong);
        Assert.Empty(unanswered);
        Assert.True(opened.Count >= Kills && added.Count >= Kills, $"Only {opened.Count} openings and {added.Count} entries were answered.");
        Assert.Equal(opened.Count, opened.Values.Distinct().Count());
        await AssertAllThereOnceAsync(reader);

        var (exitCode, output, _) = await LocalCommand.RunAsync("verify", "--Data:Directory", folder.Path);
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 damaged", output, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task An_interrupt_finishes_what_was_begun_and_ends_with_0()
    {
        var (_, token, _) = await LocalCommand.RunAsync("token", "--Data:Directory", folder.Path, "--role", "agent", "--id", "ana");
        using (var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path))
        {
            var url = await running.ListeningAsync();
            var writers = Enumerable.Range(0, Writers).Select(_ => WriteUntilDeadAsync(url, token)).ToList();
            await UntilAsync(() => opened.Count + added.Count >= 50);
            Assert.Equal(0, await running.InterruptAsync());
            await Task.WhenAll(writers);
            Assert.Contains(" changes in ", running.Output, StringComparison.Ordinal);
            Assert.Empty(running.Errors);
        }

        using var last = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        using var reader = LocalCommand.Client(await last.ListeningAsync(), token);
        await RepeatAsync(reader);
        Assert.Empty(wrong);
        await AssertAllThereOnceAsync(reader);
    }

    private async Task WriteUntilDeadAsync(string url, string token)
    {
        using var http = LocalCommand.Client(url, token);
        try
        {
            while (true)
            {
                if (unanswered.TryDequeue(out var pending))
                    await SendAsync(http, pending);
                var n = Interlocked.Increment(ref sent);
                // One snapshot: the others go on opening.
                var numbers = opened.Values;
                var number = numbers.Count == 0 ? null : numbers.ElementAt(n % numbers.Count);
                var path = n % 3 != 0 || number is null ? "protocols" : $"protocols/{number}/entries";
                await SendAsync(http, new(path, $"{n}", n % 2 == 0 ? $"key-{n}" : null));
            }
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }

    private async Task SendAsync(HttpClient http, Keyed request)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, request.Path)
            {
                Content = request.Path == "protocols"
                    ? JsonContent.Create(new { channel = "phone", subject = request.Text })
                    : JsonContent.Create(new { kind = "note", text = request.Text }),
            };
            if (request.Key is not null)
                message.Headers.Add("Idempotency-Key", request.Key);
            using var response = await http.SendAsync(message);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            if ((int)response.StatusCode != 201)
                wrong.Add($"{request} {body}");
            else if (request.Path == "protocols")
                Acknowledge(opened, request, body.GetProperty("number").GetString()!);
            else
                Acknowledge(added, request, request.Path.Split('/')[1]);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            if (request.Key is not null)
                unanswered.Enqueue(request);
            throw new HttpRequestException("Killed.", cut);
        }
    }

    private void Acknowledge(ConcurrentDictionary<string, string> of, Keyed request, string number)
    {
        if (of.GetOrAdd(request.Text, number) != number)
            wrong.Add($"{request} was answered with {number} and {of[request.Text]}");
    }

    /// <summary>What has no answer yet gets one, and what was answered under a key gets the same again.</summary>
    private async Task RepeatAsync(HttpClient http)
    {
        while (unanswered.TryDequeue(out var pending))
            await SendAsync(http, pending);
        foreach (var (text, _) in opened.Where(pair => int.Parse(pair.Key, null) % 2 == 0))
            await SendAsync(http, new("protocols", text, $"key-{text}"));
    }

    private async Task AssertAllThereOnceAsync(HttpClient http)
    {
        var subjects = new Dictionary<string, string>();
        string? cursor = null;
        do
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"protocols?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}");
            foreach (var item in page.GetProperty("items").EnumerateArray())
                Assert.True(subjects.TryAdd(item.GetProperty("number").GetString()!, item.GetProperty("subject").GetString()!), "Listed twice.");
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.All(opened, pair => Assert.Equal(pair.Key, subjects[pair.Value]));
        // A keyed opening that was never answered before was repeated above, so it is there once; without a key it may be there unanswered.
        var keyed = subjects.Values.Where(subject => int.Parse(subject, null) % 2 == 0).ToList();
        Assert.Equal(keyed.Count, keyed.Distinct().Count());

        foreach (var of in added.GroupBy(pair => pair.Value, pair => pair.Key))
        {
            var texts = await TextsAsync(http, of.Key);
            Assert.All(of, text => Assert.Single(texts, text));
        }
    }

    private static async Task<List<string?>> TextsAsync(HttpClient http, string number)
    {
        var texts = new List<string?>();
        long? after = 0;
        while (after is not null)
        {
            var part = await http.GetFromJsonAsync<JsonElement>($"protocols/{number}/timeline?after={after}&limit=200");
            texts.AddRange(part.GetProperty("items").EnumerateArray().Skip(after == 0 ? 1 : 0).Select(entry => entry.GetProperty("text").GetString()));
            after = part.GetProperty("after").ValueKind == JsonValueKind.Null ? null : part.GetProperty("after").GetInt64();
        }
        return texts;
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!reached() && !limit.IsCancellationRequested)
            await timer.WaitForNextTickAsync();
    }

    private sealed record Keyed(string Path, string Text, string? Key);
}
