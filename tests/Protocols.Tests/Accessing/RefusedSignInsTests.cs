using Protocols.Accessing;
using Protocols.Chain;

namespace Protocols.Tests.Accessing;

/// <summary>Whoever sends bad tokens is on record, and fills no disk.</summary>
public sealed class RefusedSignInsTests
{
    private readonly MemoryAccessLog log = new();
    private readonly WallClock clock = new();
    private readonly RefusedSignIns refused;

    public RefusedSignInsTests() =>
        refused = new(new LogActs(log, clock, Given.SaoPaulo), new KeyRing([new("k1", new byte[KeyRing.KeyBytes])]), clock);

    [Fact]
    public async Task A_thousand_of_a_kind_in_an_hour_are_ten_entries_that_say_how_many_there_were()
    {
        for (var n = 0; n < 1_000; n++)
            await refused.NoteAsync("audience", "203.0.113.7", default);
        await refused.NoteAsync("out-of-time", "203.0.113.8", default);

        var items = await ItemsAsync();
        Assert.Equal(11, items.Count);
        Assert.Equal(["audience 1", "audience 2", "audience 4"], items.Take(3).Select(item => item[..item.LastIndexOf(' ')]));
        Assert.StartsWith("audience 512 ", items[9], StringComparison.Ordinal);
        Assert.StartsWith("out-of-time 1 ", items[10], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_hour_is_counted_anew()
    {
        await refused.NoteAsync("issuer", "203.0.113.7", default);
        clock.Now += TimeSpan.FromHours(1);
        await refused.NoteAsync("issuer", "203.0.113.7", default);
        Assert.Equal(2, (await ItemsAsync()).Count(item => item.StartsWith("issuer 1 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_address_is_told_from_another_and_named_nowhere()
    {
        await refused.NoteAsync("issuer", "203.0.113.7", default);
        await refused.NoteAsync("audience", "203.0.113.7", default);
        await refused.NoteAsync("signature", "203.0.113.8", default);

        var items = await ItemsAsync();
        var whence = items.Select(item => item[(item.LastIndexOf(' ') + 1)..]).ToList();
        Assert.Equal(whence[0], whence[1]);
        Assert.NotEqual(whence[0], whence[2]);
        Assert.All(items, item => Assert.DoesNotContain("203", item, StringComparison.Ordinal));
    }

    private async Task<List<string>> ItemsAsync()
    {
        var items = new List<string>();
        var day = DateOnly.FromDateTime(Given.Morning.UtcDateTime);
        await foreach (var act in new ReadActs(log).RunAsync(day, day, null, default))
        {
            Assert.Equal((AccessKind.SignInRefused, "nobody"), (act.Entry.Kind, act.Entry.By.Id));
            items.Add(act.Entry.Item!);
        }
        return items;
    }
}
