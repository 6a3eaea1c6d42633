using Protocols.Documents;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

[Trait("Requirement", "M1")]
public sealed class CreatingTests
{
    private static readonly TimeSpan day = TimeSpan.FromDays(1);

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_number_that_was_never_given_finds_nothing(string name)
    {
        await using var store = await Stores.OpenAsync(name);

        Assert.Null(await store.Protocols.FindAsync(Sample.Number(1), default));
        Assert.Null(await store.Protocols.FindPageAsync(Sample.Number(1), 1, default));
        Assert.Empty(await store.ListAsync(new()));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M2")]
    public async Task A_number_that_exists_is_refused_and_nothing_of_the_second_opening_is_written(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var first = Sample.WithKeys(Sample.Document(1), "mine");
        await store.CreateAsync(first);

        var second = Sample.WithKeys(Sample.Document(1, index => index with { Owner = "somebody" }), "theirs");
        var refused = await store.Protocols.CreateAsync(second, Sample.Receipt("r", 1, day), default);

        Assert.Equal(CreateOutcome.NumberExists, refused.Outcome);
        Assert.Equal(Sample.Json(first), Sample.Json((await store.FindAsync(first.Number)).Document));
        Assert.Empty(await store.ListAsync(Sample.ByKey("theirs")));
        Assert.Single(await store.ListAsync(Sample.ByKey("mine")));
        var third = await store.Protocols.CreateAsync(Sample.Document(2), Sample.Receipt("r", 2, day), default);
        Assert.Equal(CreateOutcome.Created, third.Outcome);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_repeated_opening_gets_the_first_one_s_receipt_and_writes_nothing(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var receipt = Sample.Receipt("r", 1, day);
        await store.Protocols.CreateAsync(Sample.Document(1), receipt, default);

        var repeated = await store.Protocols.CreateAsync(
            Sample.WithKeys(Sample.Document(2), "key"), Sample.Receipt("r", 2, day), default);

        Assert.Equal(new CreateResult(CreateOutcome.ReceiptExists, receipt), repeated);
        Assert.Null(await store.Protocols.FindAsync(Sample.Number(2), default));
        Assert.Empty(await store.ListAsync(Sample.ByKey("key")));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_receipt_that_has_expired_is_replaced(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.Protocols.CreateAsync(Sample.Document(1), Sample.Receipt("r", 1, day), default);
        store.Clock.Time = Sample.At + day;

        var later = await store.Protocols.CreateAsync(Sample.Document(2), Sample.Receipt("r", 2, 2 * day), default);
        var repeated = await store.Protocols.CreateAsync(Sample.Document(3), Sample.Receipt("r", 3, 2 * day), default);

        Assert.Equal(CreateOutcome.Created, later.Outcome);
        Assert.Equal(Sample.Number(2), repeated.Existing?.Number);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_many_openings_with_one_receipt_at_once_exactly_one_is_done(string name)
    {
        await using var store = await Stores.OpenAsync(name);

        var results = await Task.WhenAll(Enumerable.Range(1, 32).Select(n =>
            Task.Run(() => store.Protocols.CreateAsync(Sample.Document(n), Sample.Receipt("r", n, day), default))));

        Assert.Single(results, result => result.Outcome == CreateOutcome.Created);
        var number = Assert.Single(await store.ListAsync(new()));
        Assert.All(results.Where(result => result.Existing is not null), result => Assert.Equal(number, result.Existing!.Number));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_was_created_is_found_as_it_was_written(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var document = Sample.Document(1, index => index with
        {
            Type = "complaint",
            WaitingOn = Protocols.WaitingOn.ThirdParty,
            DueAt = Sample.At,
            Keys = ["k1.a", "k1.b", "k1.a"],
        }) with
        {
            Pages = [new PageRange(1, 9, "ab")],
            Receipts = [new Receipt("key", "body", Sample.At, 1, 1, new("not-yet", Protocols.RefusalKind.State, "x"))],
            Outbox = [new OutboxMessage("1:1:0", "escalations", 1, Sample.At)],
        };

        await store.CreateAsync(document);

        Assert.Equal(Sample.Json(document), Sample.Json((await store.FindAsync(document.Number)).Document));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Documents_of_every_size_come_back_whole(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        foreach (var (n, size) in new[] { (1, 1_000), (2, 100_000), (3, 1_100_000) })
        {
            var document = Sample.Document(n, bodyBytes: size);
            await store.CreateAsync(document);
            Assert.Equal(Sample.Json(document), Sample.Json((await store.FindAsync(document.Number)).Document));
        }
    }
}
