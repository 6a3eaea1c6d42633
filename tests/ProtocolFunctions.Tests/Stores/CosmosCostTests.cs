using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>Every request is paid for, so their number is a promise.</summary>
public sealed class CosmosCostTests
{
    [Fact]
    public async Task Each_act_costs_the_requests_it_must_and_none_more()
    {
        await using var cosmos = await CosmosUnderTest.OpenAsync();
        var protocols = cosmos.Protocols;

        Assert.Equal(["1 create protocols"], await cosmos.RequestsAsync(() => protocols.CreateAsync(Sample.Document(1), null, default)));
        Assert.Equal(
            ["1 create protocols", "1 create receipts"],
            await cosmos.RequestsAsync(() => protocols.CreateAsync(Sample.Document(2), Sample.Receipt("r", 2, TimeSpan.FromDays(1)), default)));
        Assert.Equal(["1 read protocols"], await cosmos.RequestsAsync(() => cosmos.FindAsync(1)));
        Assert.Equal(["1 read protocols", "1 replace protocols"], await cosmos.RequestsAsync(() => ChangeAsync(null)));
        Assert.Equal(["1 batch protocols", "1 read protocols"], await cosmos.RequestsAsync(() => ChangeAsync(Sample.Page(1, 1, 2))));
        Assert.Equal(["1 query protocols"], await cosmos.RequestsAsync(() => protocols.ListAsync(Sample.ByKey("k1", "k2"), default)));
        foreach (var what in Enum.GetValues<Awaited>())
            Assert.Equal(["1 query protocols"], await cosmos.RequestsAsync(() => protocols.AwaitingAsync(what, Sample.At, 100, default)));

        async Task ChangeAsync(Protocols.Documents.FactPage? page)
        {
            var read = await cosmos.FindAsync(1);
            Assert.True(await protocols.ReplaceAsync(read, read.Document, page, default));
        }
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
}
