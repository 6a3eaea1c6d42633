using Microsoft.Data.Sqlite;
using Protocols.Proving.Seals;
using Protocols.Stores.Embedded;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>A seal is written once, and what changed since the last one is found without looking at the rest.</summary>
[Trait("Requirement", "M27")]
public sealed class SealTests
{
    private static readonly DateOnly day = new(2026, 3, 2);

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_day_that_is_sealed_is_never_written_over(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        Assert.Null(await store.Seals.FindAsync(day, default));
        Assert.True(await store.Seals.AddAsync(Seal("aa"), default));
        Assert.False(await store.Seals.AddAsync(Seal("bb"), default));
        Assert.Equal("aa", (await store.Seals.FindAsync(day, default))!.Root);
        Assert.Null(await store.Seals.FindAsync(day.AddDays(1), default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task It_is_read_as_it_was_written_with_its_pages(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var page = SealPage.Of([.. Enumerable.Range(1, SealPage.Most).Select(n => new Leaf(Sample.Number(n), n, $"{n:x64}"))]);
        var seal = Seal(page.Root) with { Before = new string('c', 64), Pages = [new(page.Leaves[0].Number, page.Root)] };
        await store.Seals.AddPageAsync(page, default);
        await store.Seals.AddPageAsync(page, default);
        await store.Seals.AddAsync(seal, default);

        Assert.Equal(seal.Hash(), (await store.Seals.FindAsync(day, default))!.Hash());
        Assert.Equal(page.Leaves, (await store.Seals.FindPageAsync(page.Root, default))!.Leaves);
        Assert.Null(await store.Seals.FindPageAsync(new string('0', 64), default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_many_who_seal_one_day_one_does(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.Seals.AddAsync(Seal($"{n:x2}"), default)));
        Assert.Single(written, one => one);
    }

    [Theory]
    [InlineData("UPDATE seals SET document = x'00'")]
    [InlineData("DELETE FROM seals")]
    [InlineData("UPDATE seal_pages SET document = x'00'")]
    [InlineData("DELETE FROM seal_pages")]
    public async Task The_embedded_database_itself_refuses_to_change_one(string sql)
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        await store.Seals.AddPageAsync(SealPage.Of([new(Sample.Number(1), 1, new string('a', 64))]), default);
        await store.Seals.AddAsync(Seal("aa"), default);
        var refused = await Assert.ThrowsAsync<SqliteException>(() => store.Writer.RunAsync(
            on =>
            {
                on.Run(sql);
                return 0;
            },
            default));
        Assert.Contains("a seal stays as it is", refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_can_be_sealed_since_then_is_found_and_nothing_else(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(
            [.. Enumerable.Range(1, 150).Select(n => Sample.Document(n, index => index with { SealAt = Sample.At.AddDays(n <= 10 ? 1 : 2) })), Sample.Document(900)]);
        await store.ReplaceAsync(Sample.Number(3), document => document with { Index = document.Index with { SealAt = Sample.At.AddDays(3) } });

        Assert.Equal([Sample.Number(3)], await ChangedAsync(store, Sample.At.AddDays(3)));
        Assert.Equal(Enumerable.Range(11, 140).Prepend(3).Select(Sample.Number), await ChangedAsync(store, Sample.At.AddDays(2)));
        Assert.Equal(Enumerable.Range(1, 150).Select(Sample.Number), await ChangedAsync(store, Sample.At));
        Assert.Empty(await ChangedAsync(store, Sample.At.AddDays(4)));
    }

    [Fact]
    public async Task The_embedded_store_finds_it_by_an_index_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        var plan = await store.Writer.RunAsync(
            on =>
            {
                using var explained = on[$"EXPLAIN QUERY PLAN {EmbeddedProtocols.ChangedSql}"];
                return explained.Step() ? explained.Text(3) : "";
            },
            default);
        Assert.StartsWith("SEARCH protocols USING INDEX sealing", plan, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ChangedAsync(StoreUnderTest store, DateTimeOffset since)
    {
        var numbers = new List<string>();
        await foreach (var number in store.Protocols.ChangedAsync(since, default))
            numbers.Add(number);
        return numbers.Order();
    }

    private static DaySeal Seal(string root) => new(day, Sample.At, 1, root, null, []);
}
