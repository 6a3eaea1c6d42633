using Protocols.Documents;
using Protocols.Ports;
using Protocols.Stores.Embedded;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>What the clock brings is found by its date, and by that one alone.</summary>
public sealed class AwaitingTests
{
    public static TheoryData<string, Awaited> All { get; } = Every();

    [SkippableTheory, MemberData(nameof(All))]
    [Trait("Requirement", "M16")]
    public async Task What_has_come_due_is_found_earliest_first_and_no_more_than_asked_for(string name, Awaited what)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync([.. new[] { 3, 1, 4, 2 }.Select(n => Sample.Document(n, index => Dated(index, what, n))), Sample.Document(9)]);

        var three = await store.Protocols.AwaitingAsync(what, Sample.At.AddSeconds(3), 10, default);
        var two = await store.Protocols.AwaitingAsync(what, Sample.At.AddSeconds(9), 2, default);

        Assert.Equal([Sample.Number(1), Sample.Number(2), Sample.Number(3)], three);
        Assert.Equal([Sample.Number(1), Sample.Number(2)], two);
        Assert.Empty(await store.Protocols.AwaitingAsync(what, Sample.At.AddMilliseconds(999), 10, default));
        foreach (var other in Enum.GetValues<Awaited>().Where(other => other != what))
            Assert.Empty(await store.Protocols.AwaitingAsync(other, DateTimeOffset.MaxValue, 10, default));
    }

    [SkippableTheory, MemberData(nameof(All))]
    public async Task A_date_that_is_moved_or_taken_away_is_not_found_where_it_was(string name, Awaited what)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.Document(1, index => Dated(index, what, 1)), Sample.Document(2, index => Dated(index, what, 2)));

        await store.ReplaceAsync(Sample.Number(1), document => document with { Index = Dated(document.Index, what, 5) });
        await store.ReplaceAsync(Sample.Number(2), document => document with { Index = Dated(document.Index, what, null) });

        Assert.Empty(await store.Protocols.AwaitingAsync(what, Sample.At.AddSeconds(4), 10, default));
        Assert.Equal([Sample.Number(1)], await store.Protocols.AwaitingAsync(what, Sample.At.AddSeconds(5), 10, default));
    }

    [Theory]
    [InlineData(Awaited.Attention)]
    [InlineData(Awaited.Return)]
    [InlineData(Awaited.Purge)]
    [InlineData(Awaited.Relay)]
    public async Task The_embedded_store_finds_it_by_an_index_of_its_own(Awaited what)
    {
        using var folder = new TemporaryFolder();
        await using var store = EmbeddedStore.Open(folder.Path, TimeProvider.System);
        var plan = await store.Writer.RunAsync(
            on =>
            {
                using var explained = on[$"EXPLAIN QUERY PLAN {EmbeddedProtocols.AwaitingSql(what)}"];
                return explained.Step() ? explained.Text(3) : "";
            },
            default);
        Assert.StartsWith("SEARCH protocols USING COVERING INDEX", plan, StringComparison.Ordinal);
    }

    private static ProtocolIndex Dated(ProtocolIndex index, Awaited what, int? seconds) =>
        index.With(what, seconds is { } after ? Sample.At.AddSeconds(after) : null);

    private static TheoryData<string, Awaited> Every()
    {
        var every = new TheoryData<string, Awaited>();
        foreach (var row in Stores.All)
        {
            foreach (var what in Enum.GetValues<Awaited>())
                every.Add(row, what);
        }
        return every;
    }
}
