using Protocols;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Numbering;
using Protocols.Opening;
using Protocols.People;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Stores;

[Trait("Requirement", "M15")]
public sealed class ApplyTermsTests
{
    private static readonly Caller ana = new("ana", "Ana Prado", Roles.Agent);
    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");
    private static readonly KeyRing ring = new([new("k1", new byte[KeyRing.KeyBytes])]);

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Terms_for_open_protocols_reach_each_of_them_once_and_then_nobody_is_looked_at_any_more(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var book = Book(store);
        var numbers = await OpenAsync(store, book, 5);
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
            Assert.Equal([3], (await FactsAsync(store, number)).OfType<RulesChanged>().Select(changed => changed.Catalog));

        store.Clock.Time += TimeSpan.FromMinutes(1);
        Assert.Equal((0, 0), await DoneAsync(apply));
        Assert.Equal(3, await store.Catalogues.AppliedAsync(default));
        Assert.Equal((0, 0), await DoneAsync(Of(store, Book(store))));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Two_at_once_write_nothing_twice(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var book = Book(store);
        var numbers = await OpenAsync(store, book, 6);
        await PublishAsync(store, book, toOpen: true);
        await Task.WhenAll(Of(store, book).RunAsync(false, default), Of(store, Book(store)).RunAsync(false, default));
        await Of(store, book).RunAsync(false, default);
        foreach (var number in numbers)
            Assert.Single((await FactsAsync(store, number)).OfType<RulesChanged>());
    }

    private static RuleBook Book(StoreUnderTest store) => new(store.Catalogues, Catalogue.General, zone, store.Clock);

    private static ApplyTerms Of(StoreUnderTest store, RuleBook book) =>
        new(store.Set(ring), book, new AttendProtocol(store.Protocols, ring, book, store.Clock), store.Clock);

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

    private static async Task<List<string>> OpenAsync(StoreUnderTest store, RuleBook book, int count)
    {
        Assert.True(NumberTemplate.TryParse(NumberTemplate.Default, null, out var template, out _));
        var opening = new OpenProtocols(store.Protocols, new NumberIssuer(template!, store.Blocks, zone, store.Clock), ring, book, store.Clock);
        var numbers = new List<string>();
        for (var n = 0; n < count; n++)
            numbers.Add((await opening.RunAsync(new() { Channel = Channel.Email, Subject = $"Caso {n}" }, ana, null, default)).Value!.State.Number);
        return numbers;
    }

    private static async Task<IReadOnlyList<FactTerms>> FactsAsync(StoreUnderTest store, string number) =>
        [.. (await new ReadProtocol(store.Protocols, ring, new(store.AccessLog, store.Protocols, ring, store.Clock)).RunAsync(number, ana, default)).Value!.Facts.Select(fact => fact.Terms)];
}
