using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Deadlines;
using Protocols.People;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Stores;

public sealed class CatalogueTests
{
    private static readonly Actor rita = new("rita", "Rita", "admin");

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_version_that_is_there_is_never_written_over(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.Null(await store.Catalogues.FindAsync(1, default));
        Assert.True(await store.Catalogues.AddAsync(Version(1, "A primeira"), default));
        Assert.False(await store.Catalogues.AddAsync(Version(1, "Outra primeira"), default));
        Assert.Equal("A primeira", (await store.Catalogues.FindAsync(1, default))!.Reason);
        Assert.Null(await store.Catalogues.FindAsync(2, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task It_is_read_as_it_was_written_with_the_presets_of_its_time(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var old = Catalogue.General.Stock.Find("sac-11034")! with { Code = "sac-of-then" };
        var written = Version(1, "Prazos novos") with
        {
            IsEdited = true,
            AppliesToOpen = true,
            Catalogue = Catalogue.Shipped("marketplace") with { Stock = Presets.Shipped with { Policies = [.. Presets.Shipped.Policies, old] } },
        };
        await store.Catalogues.AddAsync(written, default);
        var read = (await store.Catalogues.FindAsync(1, default))!;
        Assert.Equal(written.Write(), read.Write());
        Assert.True(read is { IsEdited: true, AppliesToOpen: true, Part: "policies", By.Id: "rita" });
        Assert.Equal(Sample.At, read.At);
        Assert.NotNull(read.Catalogue.FindPolicy("sac-of-then"));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task How_far_they_were_applied_never_goes_back(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.Equal(0, await store.Catalogues.AppliedAsync(default));
        for (var version = 1; version <= 3; version++)
            await store.Catalogues.AddAsync(Version(version, "Mais uma"), default);
        await store.Catalogues.SetAppliedAsync(3, default);
        await store.Catalogues.SetAppliedAsync(2, default);
        Assert.Equal(3, await store.Catalogues.AppliedAsync(default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_many_who_add_the_same_version_one_does(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.Catalogues.AddAsync(Version(1, $"{n}"), default)));
        Assert.Single(added, one => one);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M15")]
    public async Task Another_catalogue_in_the_setting_leaves_what_was_opened_before_under_its_own_rules(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var sold = (await store.OpenAsync(1))[0];

        // The service is started again with another catalogue, and later once more with the first.
        var market = store.Book("marketplace");
        var bought = (await store.OpenAsync(1, market))[0];
        Assert.Equal((1, 2), (await CatalogAsync(store, sold), await CatalogAsync(store, bought)));
        Assert.NotNull((await market.OfAsync((await store.FindAsync(sold)).Document.State, default)).Catalogue.Find("billing-complaint"));
        Assert.Null((await market.CurrentAsync(default)).Catalogue.Find("billing-complaint"));
        var again = store.Book();
        var third = (await store.OpenAsync(1, again))[0];
        Assert.Equal(("general", 3), ((await again.NewestAsync(default)).Catalogue.Name, await CatalogAsync(store, third)));

        // What the clock brings follows the rules of each.
        store.Clock.Time += TimeSpan.FromDays(8);
        await Sweeps.OverDeadlines(store.Set(StoreCases.Ring), market, store.Clock).RunAsync(false, default);
        Assert.Contains(await store.FactsAsync(sold), terms => terms is Protocols.Facts.Referred { Because: Protocols.Target.Resolution });
        Assert.DoesNotContain(await store.FactsAsync(bought), terms => terms is Protocols.Facts.Referred { Because: Protocols.Target.Resolution });
        Assert.All(
            [await store.FactsAsync(sold), await store.FactsAsync(bought)],
            facts => Assert.Contains(facts, terms => terms is Protocols.Facts.DeadlineBreached { Target: Protocols.Target.LegalAnswer }));
    }

    private static async Task<int> CatalogAsync(StoreUnderTest store, string number) => (await store.FindAsync(number)).Document.State.Catalog;

    private static CatalogueVersion Version(int version, string reason) =>
        new(Catalogue.General with { Version = version }, "policies", rita, Sample.At) { Reason = reason };
}
