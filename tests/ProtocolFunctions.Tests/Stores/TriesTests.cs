namespace ProtocolFunctions.Tests.Stores;

public sealed class TriesTests
{
    private static readonly TimeSpan window = TimeSpan.FromMinutes(15);

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Tries_add_up_until_the_window_that_began_with_the_first_is_over(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var first = await store.Tries.AddAsync("k1.number", window, default);
        Assert.Equal((1, store.Clock.Time + window), (first.Count, first.Until));
        store.Clock.Time += window / 2;
        var second = await store.Tries.AddAsync("k1.number", window, default);
        Assert.Equal((2, first.Until), (second.Count, second.Until));
        Assert.Equal(1, (await store.Tries.AddAsync("k1.other", window, default)).Count);
        store.Clock.Time += window / 2;
        Assert.Equal(1, (await store.Tries.AddAsync("k1.number", window, default)).Count);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_was_not_in_vain_is_taken_back_and_never_below_none(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.Tries.ForgiveAsync("k1.number", default);
        await store.Tries.AddAsync("k1.number", window, default);
        await store.Tries.ForgiveAsync("k1.number", default);
        await store.Tries.ForgiveAsync("k1.number", default);
        Assert.Equal(1, (await store.Tries.AddAsync("k1.number", window, default)).Count);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Many_at_once_are_all_counted(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Tries.AddAsync("k1.number", window, default)));
        Assert.Equal(Enumerable.Range(1, 8), counts.Select(tries => tries.Count).Order());
    }
}
