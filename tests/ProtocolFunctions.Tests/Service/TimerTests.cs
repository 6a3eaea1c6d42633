using ProtocolFunctions.Tests.Service.Support;

namespace ProtocolFunctions.Tests.Service;

/// <summary>The program attends to what came due while it was down, by itself.</summary>
[Trait("Requirement", "M16")]
public sealed class TimerTests : IDisposable
{
    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public async Task What_came_due_while_nobody_ran_is_flagged_at_the_start_and_once()
    {
        // Cases of the last months, some of them open.
        await CommandHere.RunAsync("seed", "--protocols", "300", "--Data:Directory", folder.Path);
        var (_, token, _) = await CommandHere.RunAsync("token", "--role", "admin", "--Data:Directory", folder.Path);
        using var running = LocalCommand.Start("--urls", "http://127.0.0.1:0", "--Data:Directory", folder.Path);
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {token.Trim()}" } } };
        var url = await running.ListeningAsync();
        for (var tries = 0; tries < 300 && !running.Output.Contains("SweepDeadlines: ", StringComparison.Ordinal); tries++)
            await Task.Delay(100);

        Assert.Contains(" facts written", running.Output, StringComparison.Ordinal);
        var again = await Reply.OfAsync(await http.PostAsync(new Uri($"{url}/api/sweeps/deadlines"), null));
        Assert.Equal(0, again.Expect(200)["found"].GetInt32());
        Assert.Equal(0, await running.InterruptAsync());
        var (verified, output, _) = await CommandHere.RunAsync("verify", "--Data:Directory", folder.Path);
        Assert.True(verified == 0, output);
    }
}
