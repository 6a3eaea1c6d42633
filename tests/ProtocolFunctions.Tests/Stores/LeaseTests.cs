namespace ProtocolFunctions.Tests.Stores;

public sealed class LeaseTests
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_lease_is_one_holders_until_it_ends_or_is_given_back(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.True(await store.Leases.TakeAsync("sweep", "ana", minute, default));
        Assert.False(await store.Leases.TakeAsync("sweep", "bia", minute, default));
        Assert.True(await store.Leases.TakeAsync("another", "bia", minute, default));

        store.Clock.Time += minute;
        Assert.True(await store.Leases.TakeAsync("sweep", "bia", minute, default));
        Assert.False(await store.Leases.TakeAsync("sweep", "ana", minute, default));

        await store.Leases.ReleaseAsync("sweep", "ana", default);
        Assert.False(await store.Leases.TakeAsync("sweep", "ana", minute, default));
        await store.Leases.ReleaseAsync("sweep", "bia", default);
        Assert.True(await store.Leases.TakeAsync("sweep", "ana", minute, default));
        await store.Leases.ReleaseAsync("never-taken", "ana", default);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Its_holder_extends_it(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.Leases.TakeAsync("sweep", "ana", minute, default);
        store.Clock.Time += minute * 0.9;
        Assert.True(await store.Leases.TakeAsync("sweep", "ana", minute, default));
        store.Clock.Time += minute * 0.9;
        Assert.False(await store.Leases.TakeAsync("sweep", "bia", minute, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_many_at_once_one_gets_it(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => store.Leases.TakeAsync("sweep", $"holder-{n}", minute, default)));
        Assert.Single(taken, got => got);
    }
}
