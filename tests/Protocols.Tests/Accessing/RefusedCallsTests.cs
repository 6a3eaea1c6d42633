using Protocols.Accessing;
using Protocols.Chain;

namespace Protocols.Tests.Accessing;

/// <summary>Whoever sends bad tokens, or asks too often, is on record, and fills no disk.</summary>
public sealed class RefusedCallsTests
{
    private readonly MemoryAccessLog log = new();
    private readonly WallClock clock = new();
    private readonly RefusedCalls refused;

    public RefusedCallsTests() =>
        refused = new(new LogActs(log, clock, Given.SaoPaulo), new KeyRing([new("k1", new byte[KeyRing.KeyBytes])]), clock);

    [Fact]
    public async Task A_thousand_of_a_kind_in_an_hour_are_ten_entries_that_say_how_many_there_were()
    {
        for (var n = 0; n < 1_000; n++)
            await refused.SignInAsync("audience", "203.0.113.7", default);
        await refused.SignInAsync("out-of-time", "203.0.113.8", default);

        var items = await ItemsAsync();
        Assert.Equal(11, items.Count);
        Assert.Equal(["audience 1", "audience 2", "audience 4"], items.Take(3).Select(item => item[..item.LastIndexOf(' ')]));
        Assert.StartsWith("audience 512 ", items[9], StringComparison.Ordinal);
        Assert.StartsWith("out-of-time 1 ", items[10], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_hour_is_counted_anew()
    {
        await refused.SignInAsync("issuer", "203.0.113.7", default);
        clock.Now += TimeSpan.FromHours(1);
        await refused.SignInAsync("issuer", "203.0.113.7", default);
        Assert.Equal(2, (await ItemsAsync()).Count(item => item.StartsWith("issuer 1 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_address_is_told_from_another_and_named_nowhere()
    {
        await refused.SignInAsync("issuer", "203.0.113.7", default);
        await refused.SignInAsync("audience", "203.0.113.7", default);
        await refused.SignInAsync("signature", "203.0.113.8", default);

        var items = await ItemsAsync();
        var whence = items.Select(item => item[(item.LastIndexOf(' ') + 1)..]).ToList();
        Assert.Equal(whence[0], whence[1]);
        Assert.NotEqual(whence[0], whence[2]);
        Assert.All(items, item => Assert.DoesNotContain("203", item, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_callers_who_ask_too_often_each_is_named_and_counted_for_himself_and_nobody_as_one()
    {
        for (var n = 0; n < 100; n++)
            await refused.TurnedAwayAsync(Callers.Ana.Actor, "SearchProtocols", "203.0.113.7", default);
        await refused.TurnedAwayAsync(Callers.Bruno.Actor, "SearchProtocols", "203.0.113.7", default);
        for (var n = 0; n < 100; n++)
            await refused.TurnedAwayAsync(null, "TrackProtocol", $"203.0.113.{n}", default);

        var acts = await ActsAsync();
        Assert.All(acts, act => Assert.Equal(AccessKind.TurnedAway, act.Kind));
        Assert.Equal(
            [(7, Callers.Ana.Id), (1, Callers.Bruno.Id), (7, "nobody")], acts.GroupBy(act => act.By.Id).Select(of => (of.Count(), of.Key)));
    }

    private async Task<List<string>> ItemsAsync()
    {
        var acts = await ActsAsync();
        Assert.All(acts, act => Assert.Equal((AccessKind.SignInRefused, "nobody"), (act.Kind, act.By.Id)));
        return [.. acts.Select(act => act.Item!)];
    }

    private async Task<List<AccessEntry>> ActsAsync()
    {
        var acts = new List<AccessEntry>();
        var day = DateOnly.FromDateTime(Given.Morning.UtcDateTime);
        await foreach (var act in new ReadActs(log).RunAsync(day, day, null, default))
            acts.Add(act.Entry);
        return acts;
    }
}
