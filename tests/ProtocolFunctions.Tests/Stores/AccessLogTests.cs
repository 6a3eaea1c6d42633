using System.Text.Json;
using Protocols.Accessing;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>What every access log promises.</summary>
[Trait("Requirement", "M25")]
public sealed class AccessLogTests
{
    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_nobody_has_looked_at_has_no_entries(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await AddAsync(store, 1);
        Assert.Empty(await store.AccessLog.ListAsync(Sample.Number(2), 0, 10, default));
        Assert.Empty(await store.AccessLog.NewestAsync(Sample.Number(2), 10, default));
        Assert.Empty(await store.AccessLog.ListAsync(Sample.Number(1), 1, 10, default));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Entries_stand_in_order_and_are_read_from_either_end_as_they_were_written(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var written = new List<StoredAccess>();
        for (var i = 0; i < 12; i++)
            written.Add(await AddAsync(store, 1));
        await AddAsync(store, 2);

        Assert.Equal(written.Take(5).Select(Text), (await store.AccessLog.ListAsync(Sample.Number(1), 0, 5, default)).Select(Text));
        Assert.Equal(written.Skip(9).Select(Text), (await store.AccessLog.ListAsync(Sample.Number(1), 9, 50, default)).Select(Text));
        Assert.Equal(written.AsEnumerable().Reverse().Take(4).Select(Text), (await store.AccessLog.NewestAsync(Sample.Number(1), 4, default)).Select(Text));
        Assert.Equal(1, (await store.AccessLog.NewestAsync(Sample.Number(2), 4, default))[0].N);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Of_many_at_once_each_stands_behind_another(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => AddAsync(store, 1))));
        var entries = await store.AccessLog.ListAsync(Sample.Number(1), 0, 50, default);
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (long)n), entries.Select(entry => entry.N));
        Assert.Equal(entries.Select(entry => entry.Link).Take(11).Prepend("-"), entries.Select(entry => entry.Header.GetProperty("before").GetString()));
    }

    private static string Text(StoredAccess entry) => JsonSerializer.Serialize(entry, AccessJson.Default.StoredAccess);

    private static Task<StoredAccess> AddAsync(StoreUnderTest store, int protocol) => store.AccessLog.AppendAsync(
        Sample.Number(protocol),
        last =>
        {
            var n = (last?.N ?? 0) + 1;
            var header = JsonSerializer.SerializeToElement(new { n, before = last?.Link ?? "-", name = "José \"b\"" });
            return new(Sample.Number(protocol), n, header, $"{protocol}-{n}-{Random.Shared.NextInt64():x}", n % 2 == 0 ? null : [1, 2, (byte)n]);
        },
        default);
}
