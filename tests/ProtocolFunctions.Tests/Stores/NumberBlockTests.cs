using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

[Trait("Requirement", "M2")]
public sealed class NumberBlockTests
{
    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task At_the_end_a_block_is_shorter_and_then_there_is_none(string name)
    {
        await using var store = await Stores.OpenAsync(name);

        Assert.Null(await store.Blocks.LeaseAsync("empty", 10, 0, default));
        Assert.Equal(new NumberBlock(1, 10), await store.Blocks.LeaseAsync("day", 10, 25, default));
        Assert.Equal(new NumberBlock(11, 20), await store.Blocks.LeaseAsync("day", 10, 25, default));
        Assert.Equal(new NumberBlock(21, 25), await store.Blocks.LeaseAsync("day", 10, 25, default));
        Assert.Null(await store.Blocks.LeaseAsync("day", 10, 25, default));
        Assert.Null(await store.Blocks.LeaseAsync("day", 10, 25, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_block_that_just_fits_is_whole(string name)
    {
        await using var store = await Stores.OpenAsync(name);

        Assert.Equal(new NumberBlock(1, 10), await store.Blocks.LeaseAsync("day", 10, 10, default));
        Assert.Null(await store.Blocks.LeaseAsync("day", 1, 10, default));
        Assert.Equal(new NumberBlock(11, 11), await store.Blocks.LeaseAsync("day", 10, 11, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Scopes_know_nothing_of_each_other(string name)
    {
        await using var store = await Stores.OpenAsync(name);

        Assert.Equal(new NumberBlock(1, 5), await store.Blocks.LeaseAsync("monday", 5, 100, default));
        Assert.Equal(new NumberBlock(1, 7), await store.Blocks.LeaseAsync("tuesday", 7, 100, default));
        Assert.Equal(new NumberBlock(6, 10), await store.Blocks.LeaseAsync("monday", 5, 100, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_is_passed_over_is_never_leased_and_what_was_leased_stays_so(string name)
    {
        await using var store = await Stores.OpenAsync(name);

        await store.Blocks.PassOverAsync("day", 40, default);
        await store.Blocks.PassOverAsync("day", 40, default);
        Assert.Equal(new NumberBlock(41, 50), await store.Blocks.LeaseAsync("day", 10, 100, default));
        await store.Blocks.PassOverAsync("day", 12, default);
        Assert.Equal(new NumberBlock(51, 60), await store.Blocks.LeaseAsync("day", 10, 100, default));
        await store.Blocks.PassOverAsync("day", 100, default);
        Assert.Null(await store.Blocks.LeaseAsync("day", 10, 100, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Blocks_leased_at_once_never_overlap_and_leave_no_gap(string name)
    {
        await using var store = await Stores.OpenAsync(name);

        var blocks = await Task.WhenAll(Enumerable.Range(0, 200).Select(n =>
            Task.Run(() => store.Blocks.LeaseAsync("day", (n % 7) + 1, 500, default))));

        var values = blocks.OfType<NumberBlock>().SelectMany(block => Enumerable.Range((int)block.First, (int)(block.Last - block.First + 1)));
        Assert.Equal(Enumerable.Range(1, 500), values.Order());
        Assert.Contains(null, blocks);
    }
}
