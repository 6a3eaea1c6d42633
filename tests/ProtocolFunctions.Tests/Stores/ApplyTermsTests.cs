using Protocols.Catalog.Versions;
using Protocols.Facts;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Stores;

[Trait("Requirement", "M15")]
public sealed class ApplyTermsTests
{
    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Terms_for_open_protocols_reach_each_of_them_once_and_then_nobody_is_looked_at_any_more(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var book = store.Book();
        var numbers = await store.OpenAsync(5, book);
        var apply = Of(store, book);
        Assert.Equal(0, (await apply.RunAsync(false, default)).Found);
        await PublishAsync(store, book, toOpen: false);
        await PublishAsync(store, book, toOpen: true);
        await PublishAsync(store, book, toOpen: false);

        Assert.Equal(5, (await apply.RunAsync(dryRun: true, default)).Written);
        Assert.Equal((5, 5), await DoneAsync(apply));
        Assert.Equal((0, 0), await DoneAsync(apply));
        Assert.Equal(0, await store.Catalogues.AppliedAsync(default));
        foreach (var number in numbers)
            Assert.Equal([3], (await store.FactsAsync(number)).OfType<RulesChanged>().Select(changed => changed.Catalog));

        store.Clock.Time += TimeSpan.FromMinutes(1);
        Assert.Equal((0, 0), await DoneAsync(apply));
        Assert.Equal(3, await store.Catalogues.AppliedAsync(default));
        Assert.Equal((0, 0), await DoneAsync(Of(store, store.Book())));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Two_at_once_write_nothing_twice(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var book = store.Book();
        var numbers = await store.OpenAsync(6, book);
        await PublishAsync(store, book, toOpen: true);
        await Task.WhenAll(Of(store, book).RunAsync(false, default), Of(store, store.Book()).RunAsync(false, default));
        await Of(store, book).RunAsync(false, default);
        foreach (var number in numbers)
            Assert.Single((await store.FactsAsync(number)).OfType<RulesChanged>());
    }

    private static ApplyTerms Of(StoreUnderTest store, RuleBook book) =>
        new(store.Set(StoreCases.Ring), book, new AttendProtocol(store.Protocols, StoreCases.Ring, book, store.Clock), store.Clock);

    private static async Task<(int Found, int Written)> DoneAsync(ApplyTerms apply)
    {
        var done = await apply.RunAsync(dryRun: false, default);
        Assert.Empty(done.Failures);
        return (done.Found, done.Written);
    }

    private static async Task PublishAsync(StoreUnderTest store, RuleBook book, bool toOpen)
    {
        var newest = await book.NewestAsync(default);
        var next = newest with
        {
            Catalogue = newest.Catalogue with { Version = newest.Version + 1, DefaultPolicy = "bacen-ouvidoria" },
            IsEdited = true,
            AppliesToOpen = toOpen,
            At = store.Clock.Time,
        };
        Assert.True(await book.PublishAsync(next, default));
    }
}
