using System.Text.RegularExpressions;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>Every request is paid for, so their number is a promise.</summary>
public sealed partial class CosmosCostTests
{
    [Fact]
    public async Task The_page_on_cost_names_the_requests_that_were_counted()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        var protocols = cosmos.Protocols;
        var acts = new Dictionary<string, Func<Task>>
        {
            ["opening"] = () => protocols.CreateAsync(Sample.Document(1), null, default),
            ["opening with an idempotency key"] =
                () => protocols.CreateAsync(Sample.Document(2), Sample.Receipt("r", 2, TimeSpan.FromDays(1)), default),
            ["reading"] = () => cosmos.FindAsync(1),
            ["a change"] = () => ChangeAsync(null),
            ["a change that moves facts to a page"] = () => ChangeAsync(Sample.Page(1, 1, 2)),
            ["a page of a list or a search"] = () => protocols.ListAsync(Sample.ByKey("k1", "k2"), default),
            ["what has come due, for a sweep or the relay"] = () => protocols.AwaitingAsync(Awaited.Attention, Sample.At, 100, default),
            ["a block of numbers"] = () => cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default),
        };
        await cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default);
        var page = await File.ReadAllTextAsync(Path.Combine(Conventions.Sources.Root(), "docs", "cost.md"));

        foreach (var (act, run) in acts)
        {
            Assert.Equal(Row(page, act), await cosmos.RequestsAsync(run));
        }

        async Task ChangeAsync(Protocols.Documents.FactPage? sealedPage)
        {
            var read = await cosmos.FindAsync(1);
            Assert.True(await protocols.ReplaceAsync(read, read.Document, sealedPage, default));
        }
    }

    [Fact]
    [Trait("Requirement", "M30")]
    public async Task The_feed_costs_what_the_page_says_and_only_whoever_reads_it()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(Conventions.Sources.Root(), "docs", "cost.md"));
        await cosmos.Protocols.CreateAsync(Sample.Document(1), null, default);
        var place = (await cosmos.Store.Events.ReadAsync(null, 10, null, default)).Next;

        Assert.Equal(
            Row(page, "reading the feed of events, where nothing has happened"),
            await cosmos.RequestsAsync(() => cosmos.Store.Events.ReadAsync(place, 10, null, default)));
        await cosmos.Protocols.CreateAsync(Sample.Document(2), null, default);
        Assert.Equal(
            Row(page, "reading the feed of events, after one opening"),
            await cosmos.RequestsAsync(() => cosmos.Store.Events.ReadAsync(place, 10, null, default)));
    }

    [Fact]
    public async Task Whatever_the_clock_brings_is_one_query()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        foreach (var what in Enum.GetValues<Awaited>())
            Assert.Equal(["1 query protocols"], await cosmos.RequestsAsync(() => cosmos.Protocols.AwaitingAsync(what, Sample.At, 100, default)));
    }

    [Fact]
    [Trait("Requirement", "M2")]
    public async Task A_block_of_numbers_is_one_write()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        await cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default);

        NumberBlock? block = null;
        var requests = await cosmos.RequestsAsync(async () => block = await cosmos.Store.NumberBlocks.LeaseAsync("day", 10, 100, default));

        Assert.Equal(["1 patch numbers"], requests);
        Assert.Equal(new NumberBlock(11, 20), block);
    }

    private static IEnumerable<string> Row(string page, string act)
    {
        var row = page.Split('\n').Single(line => line.StartsWith($"| {act} | `", StringComparison.Ordinal));
        return Request().Matches(row).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Request();
}
