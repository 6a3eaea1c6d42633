using Protocols;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Stores;

public sealed class WalkingTests
{
    private const int Standing = 300;

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M21")]
    public async Task Paging_neither_skips_nor_repeats_while_others_open_and_change(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.CreateAsync([.. Enumerable.Range(0, Standing)
            .Select(n => Sample.WithKeys(Sample.Document(n, index => index with { Owner = "ana" }), "k"))]);
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(() => WriteAsync(store, () => Interlocked.Increment(ref written), stop.Token));

        var random = new Random(11);
        ProtocolQuery[] queries = [new(), new() { Owner = "ana" }, Sample.ByKey("k"), new() { Channel = Channel.Phone }];
        for (var walk = 0; !writing.IsCompleted && (walk < 12 || Volatile.Read(ref written) < 40); walk++)
        {
            var pages = await ListingTests.WalkAsync(store, queries[walk % queries.Length] with { Limit = random.Next(1, 40) });
            var seen = pages.SelectMany(page => page).ToList();
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Equal(Standing, seen.Intersect(Enumerable.Range(0, Standing).Select(Sample.Number)).Count());
        }
        await stop.CancelAsync();
        await writing;
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Walking_through_all_sees_each_once(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await Task.WhenAll(Enumerable.Range(0, 150).Select(n => store.CreateAsync(Sample.Document(n))));

        var seen = new List<string>();
        await foreach (var number in store.Protocols.NumbersAsync(default))
            seen.Add(number);

        Assert.Equal(Enumerable.Range(0, 150).Select(Sample.Number), seen.Order());
    }

    private static async Task WriteAsync(StoreUnderTest store, Action written, CancellationToken stop)
    {
        var random = new Random(13);
        for (var n = Standing; !stop.IsCancellationRequested; n++)
        {
            await store.CreateAsync(Sample.WithKeys(Sample.Document(n, index => index with { Owner = "ana" }), "k"));
            await store.ReplaceAsync(Sample.Number(random.Next(Standing)), document => document with
            {
                Index = document.Index with { Status = (Status)random.Next(5), Executor = random.Next(2) == 0 ? null : "bia" },
            });
            written();
        }
    }
}
