using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>Killed again and again while cases are referred: every escalation that was acknowledged arrives, once, and its owner stays.</summary>
[Trait("Requirement", "M19")]
public sealed class EscalationCrashTests : IDisposable
{
    private const int Kills = 4, Writers = 4;

    private readonly DataFolder folder = new();
    private readonly ConcurrentBag<string> referred = [];

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public async Task No_escalation_is_lost_or_acted_on_twice()
    {
        var random = new Random(20261122);
        var (_, token, _) = await CommandHere.RunAsync("token", "--Data:Directory", folder.Path, "--role", "agent", "--id", "ana");
        for (var kill = 0; kill < Kills; kill++)
        {
            using var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
            var url = await running.ListeningAsync();
            var until = referred.Count + random.Next(1, 60);
            var writers = Enumerable.Range(0, Writers).Select(_ => ReferUntilDeadAsync(url, token)).ToList();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (referred.Count < until && !limit.IsCancellationRequested)
                await Task.Delay(2);
            await running.KillAsync();
            await Task.WhenAll(writers);
        }
        Assert.True(referred.Count >= Kills, $"Only {referred.Count} referrals were answered.");

        using var last = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        var address = await last.ListeningAsync();
        using var ana = LocalCommand.Client(address, token);
        using var admin = LocalCommand.Client(address, (await CommandHere.RunAsync("token", "--Data:Directory", folder.Path, "--role", "admin", "--id", "rita")).Output);
        // What was killed between its commit and its message is old enough for the relay by now.
        (await ana.PostAsJsonAsync("dev/clock", new { advance = "PT5M" })).EnsureSuccessStatusCode();
        (await admin.PostAsJsonAsync("sweeps/outbox", new { })).EnsureSuccessStatusCode();
        foreach (var number in referred)
        {
            var read = await ArrivedAsync(ana, number);
            var kinds = read.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()).ToList();
            Assert.Equal((1, 1), (kinds.Count(kind => kind == "referred"), kinds.Count(kind => kind == "referral-accepted")));
            Assert.Equal("ana", read.GetProperty("owner").GetProperty("id").GetString());
        }
        var dead = await admin.GetFromJsonAsync<JsonElement>("escalations?state=dead");
        Assert.Equal(0, dead.GetProperty("items").GetArrayLength());
    }

    private async Task ReferUntilDeadAsync(string url, string token)
    {
        using var http = LocalCommand.Client(url, token);
        try
        {
            while (true)
            {
                using var opened = await http.PostAsJsonAsync("protocols", new { channel = "phone", subject = "Entrega atrasada" });
                var number = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!;
                using var answer = await http.PostAsJsonAsync($"protocols/{number}/referrals", new { to = new { department = "logistics" }, reason = "É deles" });
                if ((int)answer.StatusCode == 202)
                    referred.Add(number);
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or JsonException)
        {
            // It was killed.
        }
    }

    private static async Task<JsonElement> ArrivedAsync(HttpClient http, string number)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            var read = await http.GetFromJsonAsync<JsonElement>($"protocols/{number}");
            if (read.GetProperty("department").GetString() == "logistics")
                return read;
            await Task.Delay(25);
        }
        throw new TimeoutException($"The escalation of {number} did not arrive.");
    }
}
