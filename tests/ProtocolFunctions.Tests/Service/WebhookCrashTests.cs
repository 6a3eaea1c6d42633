using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Webhooks;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Killed again and again while protocols are opened: every opening that was acknowledged is told, perhaps twice, under one id.</summary>
[Trait("Requirement", "M30")]
public sealed class WebhookCrashTests : IDisposable
{
    private const int Kills = 3, Writers = 4;

    private readonly DataFolder folder = new();
    private readonly ConcurrentBag<string> opened = [];

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public async Task No_event_is_lost_whatever_is_killed_when()
    {
        var random = new Random(20261128);
        await using var receiver = await Receiver.StartAsync();
        var (_, agent, _) = await CommandHere.RunAsync("token", "--Data:Directory", folder.Path, "--role", "agent", "--id", "ana");
        var (_, admin, _) = await CommandHere.RunAsync("token", "--Data:Directory", folder.Path, "--role", "admin", "--id", "rita");
        for (var kill = 0; kill < Kills; kill++)
        {
            using var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
            var url = await running.ListeningAsync();
            if (kill == 0)
            {
                using var first = LocalCommand.Client(url, admin);
                (await first.PostAsJsonAsync("webhooks", new { url = receiver.Url, events = new[] { "protocol.opened" } })).EnsureSuccessStatusCode();
            }
            var until = opened.Count + random.Next(1, 60);
            var writers = Enumerable.Range(0, Writers).Select(_ => OpenUntilDeadAsync(url, agent)).ToList();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (opened.Count < until && !limit.IsCancellationRequested)
                await Task.Delay(2);
            await running.KillAsync();
            await Task.WhenAll(writers);
        }
        Assert.True(opened.Count >= Kills, $"Only {opened.Count} openings were answered.");

        using var last = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        using var rita = LocalCommand.Client(await last.ListeningAsync(), admin);
        // What was killed between its commit and its message is old enough for the relay by now.
        (await rita.PostAsJsonAsync("dev/clock", new { advance = "PT5M" })).EnsureSuccessStatusCode();
        (await rita.PostAsJsonAsync("sweeps/outbox", new { })).EnsureSuccessStatusCode();
        await receiver.AwaitAsync(calls => opened.All(calls.Select(call => call.Subject).ToHashSet().Contains));
        Assert.All(receiver.Calls, call => Assert.Equal($"{call.Subject}-1", call.Id));
        var dead = await rita.GetFromJsonAsync<JsonElement>("webhooks/dead-letters");
        Assert.Equal(0, dead.GetProperty("items").GetArrayLength());
    }

    private async Task OpenUntilDeadAsync(string url, string token)
    {
        using var http = LocalCommand.Client(url, token);
        try
        {
            while (true)
            {
                using var answer = await http.PostAsJsonAsync("protocols", new { channel = "phone", subject = "Entrega atrasada" });
                if ((int)answer.StatusCode == 201)
                    opened.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!);
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or JsonException)
        {
            // It was killed.
        }
    }
}
