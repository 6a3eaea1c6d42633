using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Accessing;
using Protocols.People;

namespace Protocols.Tests.Accessing;

/// <summary>The log of acts shows nothing that was changed behind the service's back.</summary>
public sealed class ReadActsTests
{
    private static readonly DateOnly day = DateOnly.FromDateTime(Given.Morning.UtcDateTime);

    private readonly MemoryAccessLog log = new();

    [Fact]
    public async Task An_untouched_day_is_whole()
    {
        await ActAsync(3);
        Assert.Null(await new ReadActs(log).VerifyAsync(day, default));
        Assert.Equal(["act 0", "act 1", "act 2"], (await AllAsync()).Select(act => act.Entry.Item!));
    }

    [Fact]
    public async Task A_changed_entry_is_named_and_nothing_behind_it_is_shown()
    {
        await ActAsync(3);
        log.Entries[1] = log.Entries[1] with
        {
            Header = JsonSerializer.Deserialize<JsonElement>(log.Entries[1].Header.GetRawText().Replace("act 1", "act 9", StringComparison.Ordinal)),
        };
        await AssertDamagedAsync("Entry 2 of 2026-11-23");
    }

    [Fact]
    public async Task An_entry_that_was_taken_out_or_exchanged_is_named()
    {
        await ActAsync(3);
        log.Entries.RemoveAt(1);
        await AssertDamagedAsync("Entry 2 of 2026-11-23");

        log.Entries.RemoveAt(0);
        await AssertDamagedAsync("Entry 1 of 2026-11-23");
    }

    [Fact]
    public async Task No_entry_is_dated_before_the_one_it_stands_behind()
    {
        var clock = new WallClock();
        var acts = new LogActs(log, clock, Given.SaoPaulo);
        await acts.RunAsync(Actor.Service, AccessKind.Acted, "first", default);
        clock.Now -= TimeSpan.FromMinutes(5);
        await acts.RunAsync(Actor.Service, AccessKind.Acted, new string('x', 500), default);

        var all = await AllAsync();
        Assert.Equal(all[0].Entry.At, all[1].Entry.At);
        Assert.Equal(200, all[1].Entry.Item!.Length);
    }

    private async Task AssertDamagedAsync(string where)
    {
        Assert.StartsWith(where, await new ReadActs(log).VerifyAsync(day, default), StringComparison.Ordinal);
        await Assert.ThrowsAsync<CryptographicException>(AllAsync);
    }

    private async Task ActAsync(int times)
    {
        var acts = new LogActs(log, new WallClock(), Given.SaoPaulo);
        for (var n = 0; n < times; n++)
            await acts.RunAsync(Actor.Service, AccessKind.Acted, $"act {n}", default);
    }

    private async Task<List<Act>> AllAsync()
    {
        var all = new List<Act>();
        await foreach (var act in new ReadActs(log).RunAsync(day, day, null, default))
            all.Add(act);
        return all;
    }
}
