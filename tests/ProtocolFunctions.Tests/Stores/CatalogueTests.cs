using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Deadlines;
using Protocols.People;

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

    private static CatalogueVersion Version(int version, string reason) =>
        new(Catalogue.General with { Version = version }, "policies", rita, Sample.At) { Reason = reason };
}
