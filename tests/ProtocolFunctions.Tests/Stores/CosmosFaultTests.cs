using Protocols.Documents;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>Whatever goes wrong between store and database, the port's contract holds.</summary>
[Trait("Requirement", "M8")]
public sealed class CosmosFaultTests
{
    private const int BrokenOff = 0;
    private const int Endless = 1000;

    private static readonly TimeSpan day = TimeSpan.FromDays(1);

    [Theory, InlineData(449), InlineData(503), InlineData(408), InlineData(429), InlineData(BrokenOff)]
    public async Task What_was_turned_away_once_is_done_all_the_same(int status)
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        string[] operations =
            ["create receipts", "create protocols", "read protocols", "replace protocols", "batch protocols", "query protocols", "patch numbers"];
        foreach (var operation in operations)
            cosmos.Server.Inject(new(operation) { Status = status, RetryAfter = TimeSpan.FromMilliseconds(1) });

        Assert.Equal(CreateOutcome.Created, (await cosmos.Protocols.CreateAsync(Sample.Document(1), Sample.Receipt("r", 1, day), default)).Outcome);
        Assert.True(await cosmos.Protocols.ReplaceAsync(await cosmos.FindAsync(1), Changed(1, "ana"), null, default));
        Assert.True(await cosmos.Protocols.ReplaceAsync(await cosmos.FindAsync(1), Changed(1, "bia"), Sample.Page(1, 1, 2), default));
        Assert.Equal(1, await cosmos.CountAsync());
        Assert.Equal(new NumberBlock(1, 10), await cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default));
    }

    [Theory, InlineData(503), InlineData(BrokenOff)]
    public async Task An_opening_whose_answers_were_lost_is_done_once(int status)
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        cosmos.Server.Inject(new("create receipts") { Status = status, Done = true });
        cosmos.Server.Inject(new("create protocols") { Status = status, Done = true });

        var opened = await cosmos.Protocols.CreateAsync(Sample.Document(1), Sample.Receipt("r", 1, day), default);
        var repeated = await cosmos.Protocols.CreateAsync(Sample.Document(2), Sample.Receipt("r", 2, day), default);

        Assert.Equal(CreateOutcome.Created, opened.Outcome);
        Assert.Equal(Sample.Number(1), repeated.Existing?.Number);
        Assert.Equal(1, await cosmos.CountAsync());
    }

    [Theory, InlineData(503), InlineData(BrokenOff)]
    public async Task A_change_whose_answer_was_lost_is_known_to_be_done(int status)
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        await cosmos.Protocols.CreateAsync(Sample.Document(1), null, default);
        cosmos.Server.Inject(new("replace protocols") { Status = status, Done = true });
        cosmos.Server.Inject(new("batch protocols") { Status = status, Done = true });

        Assert.True(await cosmos.Protocols.ReplaceAsync(await cosmos.FindAsync(1), Changed(1, "ana"), null, default));
        Assert.True(await cosmos.Protocols.ReplaceAsync(await cosmos.FindAsync(1), Changed(1, "bia"), Sample.Page(1, 1, 2), default));

        Assert.Equal("bia", (await cosmos.FindAsync(1)).Document.Index.Owner);
        Assert.NotNull(await cosmos.Protocols.FindPageAsync(Sample.Number(1), 1, default));
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_known_also_when_another_went_on_from_it()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        await cosmos.Protocols.CreateAsync(Sample.Document(1), null, default);
        var read = await cosmos.FindAsync(1);
        cosmos.Server.Inject(new("replace protocols") { Status = 503, Done = true });
        cosmos.Server.Inject(new("replace protocols")
        {
            Meanwhile = async () => Assert.True(
                await cosmos.Other.Protocols.ReplaceAsync(await cosmos.FindAsync(1), Grown(read.Document, 3), null, default)),
        });

        Assert.True(await cosmos.Protocols.ReplaceAsync(read, Grown(read.Document, 2), null, default));
        Assert.Equal(3, (await cosmos.FindAsync(1)).Document.Facts.Count);
    }

    [Fact]
    public async Task A_race_lost_at_the_last_moment_replaces_nothing()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        await cosmos.Protocols.CreateAsync(Sample.Document(1), null, default);
        foreach (var (operation, page) in new[] { ("replace protocols", null), ("batch protocols", Sample.Page(1, 1, 2)) })
        {
            var read = await cosmos.FindAsync(1);
            cosmos.Server.Inject(new(operation)
            {
                Meanwhile = async () => Assert.True(await cosmos.Other.Protocols.ReplaceAsync(read, Changed(1, "first"), null, default)),
            });

            Assert.False(await cosmos.Protocols.ReplaceAsync(read, Changed(1, "second"), page, default));
            Assert.Equal("first", (await cosmos.FindAsync(1)).Document.Index.Owner);
        }
        Assert.Null(await cosmos.Protocols.FindPageAsync(Sample.Number(1), 1, default));
    }

    [Fact]
    public async Task An_opening_that_its_repetition_has_overtaken_does_not_open_a_second_one()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        var receipt = Sample.Receipt("r", 1, day);
        cosmos.Server.Inject(new("create protocols")
        {
            Meanwhile = () => cosmos.Other.Protocols.CreateAsync(Sample.Document(1) with { Personal = [1] }, null, default),
        });

        var opened = await cosmos.Protocols.CreateAsync(Sample.Document(1), receipt, default);
        var repeated = await cosmos.Protocols.CreateAsync(Sample.Document(2), Sample.Receipt("r", 2, day), default);

        Assert.Equal(new CreateResult(CreateOutcome.ReceiptExists, receipt), opened);
        Assert.Equal(opened, repeated);
        Assert.Equal(1, await cosmos.CountAsync());
    }

    [Fact]
    public async Task A_block_whose_answer_was_lost_is_never_given_again()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        await cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default);
        cosmos.Server.Inject(new("patch numbers") { Status = 503, Done = true });

        Assert.Equal(new NumberBlock(21, 30), await cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default));
    }

    [Fact]
    public async Task A_read_that_misses_is_done_once_more()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        await cosmos.Protocols.CreateAsync(Sample.Document(1), null, default);
        cosmos.Server.Inject(new("read protocols") { Status = 404 });

        Assert.NotNull(await cosmos.Protocols.FindAsync(Sample.Number(1), default));
        Assert.Equal(["2 read protocols"], await cosmos.RequestsAsync(() => cosmos.Protocols.FindAsync(Sample.Number(2), default)));
    }

    [Theory, InlineData(429), InlineData(503)]
    public async Task A_database_that_never_gives_way_is_busy_and_says_when_to_come_again(int status)
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        var wait = TimeSpan.FromMilliseconds(400);
        foreach (var operation in new[] { "create protocols", "query protocols", "patch numbers" })
            cosmos.Server.Inject(new(operation) { Status = status, Times = Endless, RetryAfter = wait });

        var busy = await Assert.ThrowsAsync<StoreBusyException>(() => cosmos.Protocols.CreateAsync(Sample.Document(1), null, default));
        await Assert.ThrowsAsync<StoreBusyException>(() => cosmos.Protocols.ListAsync(new(), default));
        await Assert.ThrowsAsync<StoreBusyException>(() => cosmos.Store.NumberBlocks.LeaseAsync("day", 1, 9, default));

        Assert.Equal(status == 429 ? wait : TimeSpan.FromSeconds(1), busy.RetryAfter);
        Assert.Null(await cosmos.Protocols.FindAsync(Sample.Number(1), default));
    }

    private static ProtocolDocument Changed(int n, string owner) => Sample.Document(n, index => index with { Owner = owner });

    private static ProtocolDocument Grown(ProtocolDocument document, int facts) => document with
    {
        Facts = [.. Enumerable.Range(1, facts).Select(n => Sample.Fact(n))],
        State = document.State with { Facts = facts },
    };
}
