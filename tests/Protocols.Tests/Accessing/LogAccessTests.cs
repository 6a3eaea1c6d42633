using System.Text.Json;
using Protocols.Accessing;
using Protocols.People;

namespace Protocols.Tests.Accessing;

/// <summary>What is written down of who saw or heard what (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class LogAccessTests
{
    private const string Recording = "0123456789abcdef0123456789abcdef", Reason = "Contestação de Maria";

    private readonly Desk desk = new();
    private readonly MemoryAccessLog log = new();

    [Fact]
    public async Task Ranges_of_one_hearing_are_one_entry_and_whatever_differs_is_another()
    {
        var number = await desk.OpenAsync();
        var one = New();
        await HearAsync(one, number, Callers.Otto, Recording, Reason);
        await HearAsync(one, number, Callers.Otto, Recording, Reason);
        // Another process remembers nothing and finds it in the log.
        await HearAsync(New(), number, Callers.Otto, Recording, Reason);
        Assert.Single(log.Entries);

        await HearAsync(one, number, Callers.Carla, Recording, Reason);
        await HearAsync(one, number, Callers.Otto, Recording, "Outra razão");
        await HearAsync(one, number, Callers.Otto, "another", Reason);
        Assert.Equal(4, log.Entries.Count);

        desk.Clock.Now += LogAccess.OneHearing - TimeSpan.FromMilliseconds(1);
        await HearAsync(one, number, Callers.Otto, Recording, Reason);
        await HearAsync(New(), number, Callers.Otto, Recording, Reason);
        Assert.Equal(4, log.Entries.Count);
        desk.Clock.Now += TimeSpan.FromMilliseconds(1);
        await HearAsync(one, number, Callers.Otto, Recording, Reason);
        Assert.Equal(5, log.Entries.Count);
    }

    [Fact]
    public async Task Each_reading_is_an_entry_of_its_own()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < 3; i++)
            await New().RunAsync(number, Callers.Otto, AccessKind.Read, null, null, default);
        Assert.Equal([1L, 2, 3], log.Entries.Select(entry => entry.N));
    }

    [Fact]
    public async Task A_reason_is_encrypted_and_a_consumer_is_not_named_by_his_document()
    {
        var number = await desk.OpenAsync();
        await HearAsync(New(), number, Callers.Maria, Recording, Reason);
        var kept = JsonSerializer.Serialize(log.Entries[0], AccessJson.Default.StoredAccess);
        Assert.DoesNotContain("Contesta", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Callers.MariasDocument, kept, StringComparison.Ordinal);
        var read = Then.Value(await new ReadAccessLog(log, desk.Store, desk.Ring).RunAsync(number, Callers.Otto, 0, 10, default));
        Assert.Equal((Reason, "consumer"), (read.Items[0].Reason, read.Items[0].By.Id));
    }

    [Fact]
    public async Task What_was_taken_out_put_in_or_moved_breaks_the_chain()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < 4; i++)
            await HearAsync(New(), number, Callers.Otto, Recording, $"Razão {i}");
        Assert.Empty(await VerifyAsync());

        var second = log.Entries[1];
        log.Entries.RemoveAt(1);
        Assert.Contains(await VerifyAsync(), what => what == "3 access-changed");
        log.Entries.Insert(1, second with { Reason = log.Entries[0].Reason });
        Assert.Equal(["2 access-changed"], await VerifyAsync());
        log.Entries[1] = second with { Header = log.Entries[2].Header };
        Assert.Contains("2 access-changed", await VerifyAsync());
        log.Entries[1] = second;
        Assert.Empty(await VerifyAsync());

        async Task<string[]> VerifyAsync() => [.. (await new ReadAccessLog(log, desk.Store, desk.Ring).VerifyAsync(number, default))
            .Select(damage => $"{damage.Fact} {damage.What}")];
    }

    private LogAccess New() => new(log, desk.Store, desk.Ring, desk.Clock);

    private static Task HearAsync(LogAccess on, string number, Caller who, string what, string why) =>
        on.RunAsync(number, who, AccessKind.RecordingHeard, what, why, default);
}
