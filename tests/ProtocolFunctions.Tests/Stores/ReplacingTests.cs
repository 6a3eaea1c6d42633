using System.Text.Json;
using Protocols;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

[Trait("Requirement", "M8")]
public sealed class ReplacingTests
{
    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Under_an_old_version_nothing_is_replaced(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.WithKeys(Sample.Document(1), "first"));
        var old = await store.FindAsync(Sample.Number(1));
        Assert.True(await store.ReplaceAsync(Sample.Number(1), document => Sample.WithKeys(document, "second")));
        var stands = await store.FindAsync(Sample.Number(1));

        Assert.False(await store.Protocols.ReplaceAsync(old, Sample.WithKeys(old.Document, "third"), Sample.Page(1, 1, 2), default));

        Assert.Equal(Sample.Json(stands.Document), Sample.Json((await store.FindAsync(Sample.Number(1))).Document));
        Assert.Equal(stands.Version, (await store.FindAsync(Sample.Number(1))).Version);
        Assert.Null(await store.Protocols.FindPageAsync(Sample.Number(1), 1, default));
        Assert.Empty(await store.ListAsync(Sample.ByKey("third")));
        Assert.Single(await store.ListAsync(Sample.ByKey("second")));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_does_not_exist_is_not_replaced(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.Document(1));
        var version = (await store.FindAsync(Sample.Number(1))).Version;

        Assert.False(await store.Protocols.ReplaceAsync(new(Sample.Document(2), version), Sample.Document(2), null, default));
        Assert.Null(await store.Protocols.FindAsync(Sample.Number(2), default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_thirty_two_at_once_exactly_one_wins_each_version(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.Document(1));

        for (var round = 0; round < 10; round++)
        {
            var read = await store.FindAsync(Sample.Number(1));
            var won = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(() => store.Protocols.ReplaceAsync(
                read, read.Document with { Index = read.Document.Index with { Owner = $"{round}-{n}" } }, null, default))));

            var winner = Assert.Single(Enumerable.Range(0, 32), n => won[n]);
            Assert.Equal($"{round}-{winner}", (await store.FindAsync(Sample.Number(1))).Document.Index.Owner);
        }
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_page_that_is_added_by_itself_stays_and_no_other_takes_its_place(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.Protocols.AddPageAsync(Sample.Page(1, 1, 2), default);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Protocols.AddPageAsync(Sample.Page(1, 1, 3), default));
        await store.Protocols.AddPageAsync(Sample.Page(1, 1, 2), default);
        Assert.Equal(
            Sample.Page(1, 1, 2).Facts.Select(fact => fact.Link), (await store.Protocols.FindPageAsync(Sample.Number(1), 1, default))!.Facts.Select(fact => fact.Link));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_page_in_whose_place_other_facts_stand_is_a_surprise_and_changes_nothing(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.Document(1), Sample.Document(2));
        var first = await store.FindAsync(Sample.Number(1));
        Assert.True(await store.Protocols.ReplaceAsync(first, first.Document, Sample.Page(1, 1, 2), default));
        var second = await store.FindAsync(Sample.Number(1));

        var bad = store.Protocols.ReplaceAsync(second, second.Document, Sample.Page(1, 1, 3), default);
        var good = store.ReplaceAsync(Sample.Number(2), document => Sample.WithKeys(document, "fine"));

        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
        Assert.True(await good);
        Assert.Equal(second.Version, (await store.FindAsync(Sample.Number(1))).Version);
        Assert.Equal(2, (await store.Protocols.FindPageAsync(Sample.Number(1), 1, default))!.Facts.Count);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_page_is_written_with_the_replacement_and_adopted_when_it_is_there(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.Document(1));
        for (var again = 0; again < 2; again++)
        {
            var read = await store.FindAsync(Sample.Number(1));
            Assert.True(await store.Protocols.ReplaceAsync(read, read.Document with { Facts = [Sample.Fact(3)] }, Sample.Page(1, 1, 2), default));
        }

        var page = await store.Protocols.FindPageAsync(Sample.Number(1), 1, default);
        Assert.Equal([Sample.Fact(1).Link, Sample.Fact(2).Link], page!.Facts.Select(fact => fact.Link));
        Assert.True(JsonElement.DeepEquals(Sample.Fact(2).Header, page.Facts[1].Header));
        Assert.Null(await store.Protocols.FindPageAsync(Sample.Number(1), 2, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M21")]
    public async Task Keys_follow_the_replacement(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.WithKeys(Sample.Document(1), "gone", "kept", "kept"), Sample.WithKeys(Sample.Document(2), "gone"));

        Assert.True(await store.ReplaceAsync(Sample.Number(1), document => Sample.WithKeys(document, "kept", "new")));

        Assert.Equal([Sample.Number(2)], await store.ListAsync(Sample.ByKey("gone")));
        Assert.Equal([Sample.Number(1)], await store.ListAsync(Sample.ByKey("kept")));
        Assert.Equal([Sample.Number(1)], await store.ListAsync(Sample.ByKey("new")));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Lists_follow_every_column_of_the_replacement(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync(Sample.Document(1, index => index with { Executor = "ana", DueAt = Sample.At, OutboxAt = Sample.At }));

        Assert.True(await store.ReplaceAsync(Sample.Number(1), document => document with
        {
            Index = document.Index with
            {
                Status = Status.Closed,
                Tier = Tier.N2,
                Owner = "bia",
                Executor = null,
                Occurrence = "late",
                DueAt = null,
                OutboxAt = null,
            },
        }));

        Assert.Empty(await store.ListAsync(new() { Executor = "ana" }));
        Assert.Empty(await store.ListAsync(new() { Owner = "" }));
        Assert.Empty(await store.ListAsync(new() { Status = Status.Open }));
        Assert.Empty(await store.Protocols.AwaitingAsync(Awaited.Relay, DateTimeOffset.MaxValue, 10, default));
        Assert.Single(await store.ListAsync(new() { Owner = "bia", Status = Status.Closed, Tier = Tier.N2, Occurrence = "late" }));
    }
}
