using Protocols.Accessing;
using Protocols.People;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>The service's own log on every store: by day, in order, in parts, and held against its chain.</summary>
public sealed class ActTests
{
    private static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");
    private static readonly Actor rita = new("rita", "Rita Leal", "admin");
    private static readonly DateOnly first = new(2026, 3, 2);

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Days_follow_each_other_and_every_part_goes_on_where_the_last_one_ended(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var acts = new LogActs(store.AccessLog, store.Clock, zone);
        for (var n = 0; n < 205; n++)
            await acts.RunAsync(rita, AccessKind.Acted, $"EditCatalog {n}", default);
        // Sample.At is nine in the morning there; fifteen hours later the next day has begun, where UTC's is three hours old.
        store.Clock.Time += TimeSpan.FromHours(15);
        await acts.RunAsync(rita, AccessKind.Exported, "ReadAuditLog", default);

        var whole = await AllAsync(store, first.AddDays(-3), first.AddDays(3));
        Assert.Equal(206, whole.Count);
        Assert.Equal((first, 205L, "EditCatalog 204"), (whole[204].Day, whole[204].Entry.N, whole[204].Entry.Item));
        Assert.Equal((first.AddDays(1), 1L, AccessKind.Exported, rita), (whole[205].Day, whole[205].Entry.N, whole[205].Entry.Kind, whole[205].Entry.By));
        Assert.Null(await new ReadActs(store.AccessLog).VerifyAsync(first, default));
        Assert.Equal(whole.Skip(150), await AllAsync(store, first, first.AddDays(1), (first, 150)));
        Assert.Equal(whole.Skip(205), await AllAsync(store, first, first.AddDays(1), (first, 205)));
        Assert.Empty(await AllAsync(store, first.AddDays(2), DateOnly.FromDayNumber(first.DayNumber + 20)));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_day_and_a_protocol_are_logs_of_their_own(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await new LogActs(store.AccessLog, store.Clock, zone).RunAsync(rita, AccessKind.Acted, "SweepSealNow", default);
        Assert.Empty(await store.AccessLog.ListAsync(Sample.Number(1), 0, 10, default));
    }

    private static async Task<List<Act>> AllAsync(StoreUnderTest store, DateOnly from, DateOnly to, (DateOnly, long)? after = null)
    {
        var all = new List<Act>();
        await foreach (var act in new ReadActs(store.AccessLog).RunAsync(from, to, after, default))
            all.Add(act);
        return all;
    }
}
