using System.Text.RegularExpressions;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Api.Settings;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Telemetry;

/// <summary>What acts cost from end to end, by the requests that the service itself measures; the arithmetic of the page on cost stands on them.</summary>
[Collection(Listening.Name)]
public sealed partial class CaseCostTests : IAsyncLifetime, IDisposable
{
    private readonly string page = File.ReadAllText(Path.Combine(Conventions.Sources.Root(), "docs", "cost.md"));
    private readonly List<string> others = [];
    private RunningService? service;
    private Recorder? recorder;

    public async Task InitializeAsync() => service = await RunningService.OnAsync(ServiceSettings.Cosmos);

    public Task DisposeAsync() => service!.DisposeAsync();

    public void Dispose() => recorder?.Dispose();

    [Fact]
    public async Task The_page_on_cost_names_the_requests_of_every_act_and_of_every_pass()
    {
        var ana = await service!.AgentAsync();
        var number = "";
        // The first number of a day leases the first block; what is counted is a case among others.
        await ana.OpenedAsync(new { channel = "phone" });

        await CountsAsync("a call that opens", async () => number = await ana.OpenedAsync(new { channel = "phone", subject = "Internet cai" }));
        await CountsAsync("a call that opens, with a key", () => ana.OpenAsync(new { channel = "phone" }, ("Idempotency-Key", "k")));
        await CountsAsync("a call that reads", () => ana.ReadAsync(number));
        await CountsAsync("a call that changes", () => ana.AnalyseAsync(number, "Cai às 20h"));
        await ana.TestAsync(number, "Modem trocado");
        await CountsAsync("a call that refers, and its handling", async () =>
        {
            await ana.ReferAsync(number, new { tier = "n2" });
            await HandledAsync("escalations");
            await HandledAsync("notifications");
        });
        // The very first seal looks for the one before it. The pass over reports is never idle here: it looks once more at what was just written.
        await service.Services.Sweeps[Sweeps.Seal].RunAsync(false, default);
        foreach (var sweep in Sweeps.Names.Where(name => name != Sweeps.Reports))
            await CountsAsync($"an idle pass: {sweep}", () => service.Services.Sweeps[sweep].RunAsync(false, default), everything: sweep == Sweeps.Keys);
        Assert.True(others.Count == 0, $"Counted otherwise than the page says:\n{string.Join('\n', others)}");
    }

    private async Task HandledAsync(string queue)
    {
        for (var tries = 0; tries < 400 && !recorder!.Of("protocols.messages.handled").Any(one => one.Has($"queue={queue}")); tries++)
            await Task.Delay(25);
    }

    /// <param name="everything">Also what is shared by whatever is asked, where the act asks for it by itself.</param>
    private async Task CountsAsync(string act, Func<Task> run, bool everything = false)
    {
        using (recorder = new())
        {
            await run();
            var counted = recorder.Of("protocols.cosmos.charge").Where(one => everything || !one.Tags.Any(IsOnceInAWhile))
                .GroupBy(one => $"{Tag(one, "operation")} {Tag(one, "container")}").OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}").ToList();
            var row = page.Split('\n').SingleOrDefault(line => line.StartsWith($"| {act} | ", StringComparison.Ordinal));
            if (row is null || !counted.SequenceEqual(Request().Matches(row).Select(match => match.Groups[1].Value)))
                others.Add($"| {act} | {string.Join(", ", counted.Select(one => $"`{one}`"))} |");
        }
    }

    /// <summary>The rules are read once in ten seconds, and numbers leased once a second, whatever is asked of the service.</summary>
    private static bool IsOnceInAWhile(string tag) => tag is "container=catalog" or "container=numbers";

    private static string Tag(Measurement one, string key) => one.Tags.Single(tag => tag.StartsWith($"{key}=", StringComparison.Ordinal))[(key.Length + 1)..];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Request();
}
