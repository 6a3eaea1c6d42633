using Protocols;
using Protocols.Reporting;

namespace ProtocolFunctions.Tests.Stores.Reports;

/// <summary>What reports say is what the facts say, whatever happened in whatever order and however often it was summed.</summary>
[Trait("Requirement", "M29")]
public sealed class ReportTests
{
    private static readonly ReportWindow window = new(ReportWindow.UsualDays);

    public static TheoryData<string, int> Histories()
    {
        var histories = new TheoryData<string, int>();
        foreach (var store in (string[])["Embedded", "Cosmos", "CosmosEndpoint"])
        {
            for (var seed = 1; seed <= 2; seed++)
                histories.Add(store, seed);
        }
        return histories;
    }

    [SkippableTheory, MemberData(nameof(Histories))]
    public async Task Every_indicator_is_what_a_slow_count_of_all_facts_says(string name, int seed)
    {
        await using var store = await Stores.OpenAsync(name);
        var histories = new ReportHistories(store, seed);
        for (var act = 0; act < 160; act++)
        {
            await histories.ActAsync();
            if (act % 47 == 0)
                Assert.Empty((await PassAsync(store)).Failures);
        }
        await PassAsync(store);
        var reference = await ReportReference.ReadAsync(store, histories.Numbers, window.RecontactDays);
        var reports = new ReadReports(store.Reports, store.Book().Zone, store.Clock);

        var zone = store.Book().Zone;
        var checkedValues = 0;
        foreach (var by in Enum.GetValues<Dimension>().Cast<Dimension?>().Prepend(null))
        {
            foreach (var period in Enum.GetValues<Period>().Cast<Period?>().Prepend(null))
            {
                var summary = await reports.SummaryAsync(new(new(2026, 1, 1), new(2026, 12, 31), period, by), default);
                Check(summary.Total, _ => true);
                Assert.True((period is null && by is null) == (summary.Groups.Count == 0));
                foreach (var group in summary.Groups)
                {
                    Check(group.Sums, one => (period is null || ReadReports.Name(one.Opened.LocalDay(zone), period.Value) == group.Period)
                        && (by is null || (CodeOf(one, by.Value) ?? "") == group.Code));
                }
            }
        }
        Assert.True(checkedValues > 1000, $"Only {checkedValues} values were checked.");

        void Check(long[] sums, Func<ReportReference.Told, bool> chosen)
        {
            foreach (var indicator in Indicators.All)
            {
                var (value, count) = reference.Of(indicator.Code, chosen);
                var told = indicator.Told(sums);
                Assert.True(count == told.Base, $"{indicator.Code}: base {told.Base}, not {count}");
                Assert.True(value is null == told.Value is null && Math.Abs((value ?? 0) - (told.Value ?? 0)) < 0.001, $"{indicator.Code}: {told.Value}, not {value}");
                checkedValues += value is null ? 0 : 1;
            }
        }
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_has_not_changed_is_not_looked_at_again_and_nothing_counts_twice(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(5);
        Assert.Equal(5, (await PassAsync(store)).Found);
        Assert.Equal(0, (await PassAsync(store)).Found);
        await store.Reports.SetMarkAsync(new("another", null, store.Clock.Time), default);
        await PassAsync(store);
        Assert.Equal(5, (await TotalAsync(store))[(int)Measure.Protocols]);
        // A resend, an outbox struck out: the document is another, and contributes the same.
        await store.ReplaceAsync(numbers[0], document => document);
        Assert.Equal(1, (await PassAsync(store)).Found);
        Assert.Equal(5, (await TotalAsync(store))[(int)Measure.Protocols]);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task One_that_cannot_be_read_keeps_no_other_out(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(3);
        await store.ReplaceAsync(numbers[1], document => document with { Personal = new byte[60] });
        var report = await PassAsync(store);
        Assert.Equal([numbers[1]], report.Failures.Select(failure => failure.Number));
        Assert.Equal(2, (await TotalAsync(store))[(int)Measure.Protocols]);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Statistics_stay_when_what_is_personal_is_erased(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(2);
        await PassAsync(store);
        var before = await TotalAsync(store);
        await store.ReplaceAsync(numbers[0], document => document with { Key = null, Personal = null, State = document.State with { ErasedAt = store.Clock.Time } });
        Assert.Equal(1, (await PassAsync(store)).Found);
        Assert.Equal(before, await TotalAsync(store));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_day_that_changes_while_it_is_summed_is_summed_again(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.Reports.WriteAsync([Contributed(1)], default);
        var stale = Assert.Single(await store.Reports.StaleAsync(default));
        await store.Reports.WriteAsync([Contributed(2)], default);
        await store.Reports.WriteDayAsync(stale, await DaySums.OfAsync(stale.Day, store.Reports.OfDayAsync(stale.Day, default)), default);
        var again = Assert.Single(await store.Reports.StaleAsync(default));
        await store.Reports.WriteDayAsync(again, await DaySums.OfAsync(again.Day, store.Reports.OfDayAsync(again.Day, default)), default);
        Assert.Empty(await store.Reports.StaleAsync(default));
        Assert.Equal(2, (await TotalAsync(store))[(int)Measure.Protocols]);
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Page_after_page_tells_every_group_once_and_each_page_the_total_of_all(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        string?[] agents = [null, "ana", "Íris", "íris", "zé"];
        var contributions = Enumerable.Range(0, 240).Select(n => Contributed(n + 1) with
        {
            Day = new DateOnly(2026, 1, 28).AddDays(n * 7 % 80),
            Agent = agents[n % 5],
            Channel = n % 3 == 0 ? Channel.App : Channel.Phone,
        });
        foreach (var some in contributions.Chunk(60))
            await store.Reports.WriteAsync(some, default);
        foreach (var stale in (await store.Reports.StaleAsync(default)).Reverse())
            await store.Reports.WriteDayAsync(stale, await DaySums.OfAsync(stale.Day, store.Reports.OfDayAsync(stale.Day, default)), default);
        var days = await store.Reports.SumsAsync(Dimension.Agent, new(2026, 1, 1), new(2026, 12, 31), default).Select(sums => sums.Day).ToListAsync();
        Assert.Equal(80, days.Count);
        Assert.Equal(days.Order(), days);

        var reports = new ReadReports(store.Reports, store.Book().Zone, store.Clock);
        foreach (var period in Enum.GetValues<Period>().Cast<Period?>().Prepend(null))
        {
            foreach (var (by, limit) in new (Dimension?, int)[] { (Dimension.Agent, 7), (Dimension.Channel, 1), (null, 3) })
            {
                // One day less at either end, so that the first and the last period are cut.
                var query = new SummaryQuery(new(2026, 1, 29), new(2026, 4, 16), period, by);
                var whole = await reports.SummaryAsync(query, default);
                Assert.Null(whole.Next);
                Assert.Equal(234, whole.Total[(int)Measure.Protocols]);
                Assert.Equal(query.IsDivided ? 234 : 0, whole.Groups.Sum(group => group.Sums[(int)Measure.Protocols]));
                var told = new List<string>();
                for (SummaryQuery? page = query with { Limit = limit }; page is not null;)
                {
                    var summary = await reports.SummaryAsync(page, default);
                    Assert.Equal(whole.Total, summary.Total);
                    Assert.True(summary.Groups.Count == limit || summary.Next is null);
                    told.AddRange(summary.Groups.Select(Line));
                    page = summary.Next is { } next ? page with { After = next } : null;
                }
                Assert.Equal(whole.Groups.Select(Line), told);
            }
        }

        static string Line(SummaryGroup group) => $"{group.Period} {group.Code} {string.Join(' ', group.Sums)}";
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M28")]
    public async Task What_lies_ahead_is_told_of_what_is_not_resolved(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var at = store.Clock.Time;
        await store.Reports.WriteAsync(
            [
                Contributed(1, due: at.AddHours(-1), opened: at.AddDays(-2)), Contributed(2, due: at.AddHours(3), opened: at.AddHours(-1)),
                Contributed(3, due: null, opened: at.AddDays(-200)), Contributed(4, due: at.AddDays(40), opened: at), Contributed(5) with { Outlook = null },
            ],
            default);
        var workload = await new ReadReports(store.Reports, store.Book().Zone, store.Clock).WorkloadAsync(2, null, default);

        Assert.Equal((4, 1, 1, 1), (workload.Unresolved, workload.Overdue, workload.Undated, workload.Later));
        Assert.Equal([new(new(2026, 3, 2), Target.Resolution, 1)], workload.Ahead);
        Assert.Equal([Sample.Number(1), Sample.Number(2)], workload.Nearest.Select(one => one.Number));
        Assert.Equal([(1, 2, 0), (3, 1, 1), (null, 1, 0)], workload.Ages.Where(age => age.Count > 0).Select(age => (age.Days, age.Count, age.Overdue)));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    [Trait("Requirement", "M28")]
    public async Task The_most_frequent_stand_first_beside_what_they_were_before(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var day = new DateOnly(2026, 3, 9);
        await store.Reports.WriteAsync(
            [
                .. Enumerable.Range(1, 3).Select(n => Contributed(n) with { Day = day, Occurrence = "request" }),
                .. Enumerable.Range(4, 5).Select(n => Contributed(n) with { Day = day.AddDays(-7), Occurrence = "request" }),
                Contributed(20) with { Day = day, Occurrence = "praise" }, Contributed(21) with { Day = day.AddDays(-8), Occurrence = "praise" },
            ],
            default);
        foreach (var stale in await store.Reports.StaleAsync(default))
            await store.Reports.WriteDayAsync(stale, await DaySums.OfAsync(stale.Day, store.Reports.OfDayAsync(stale.Day, default)), default);
        var ranking = await new ReadReports(store.Reports, store.Book().Zone, store.Clock).RankingAsync(day.AddDays(-6), day, Dimension.Occurrence, default);

        Assert.Equal(4, ranking.Total);
        Assert.Equal([("request", 3, 5), ("praise", 1, 1)], ranking.Items.Select(item => (item.Code, (int)item.Count, (int)item.Before)));
        Assert.Equal([("2026-W11", 3L)], ranking.Items[0].Trend);
    }

    private static async Task<Protocols.Sweeping.SweepReport> PassAsync(StoreUnderTest store) =>
        await new ReportPass(store.Set(StoreCases.Ring), store.Book(), window, store.Clock).RunAsync(false, default);

    private static async Task<long[]> TotalAsync(StoreUnderTest store) =>
        (await new ReadReports(store.Reports, store.Book().Zone, store.Clock).SummaryAsync(new(new(2026, 1, 1), new(2026, 12, 31), null, null), default)).Total;

    private static Contribution Contributed(int n, DateTimeOffset? due = null, DateTimeOffset? opened = null)
    {
        var values = new long[Measures.Count];
        values[(int)Measure.Protocols] = 1;
        return new()
        {
            Number = Sample.Number(n),
            Day = new(2026, 3, 2),
            Version = "1",
            Basis = window.Basis,
            Channel = Channel.Phone,
            Tier = Tier.N1,
            Values = [.. values],
            Neighbours = Neighbours.None,
            Outlook = new(Sample.Number(n), opened ?? Sample.At, due, due is null ? null : Target.Resolution, null, null, null, Tier.N1),
        };
    }

    private static string? CodeOf(ReportReference.Told told, Dimension by) => CodeOf(told.State, by) ?? (by != Dimension.Department ? null
        : told.Facts.Reverse().Select(fact => fact.Terms).OfType<Protocols.Facts.ReferralAccepted>().FirstOrDefault(accepted => accepted.Department is not null)?.Department);

    private static string? CodeOf(Protocol state, Dimension by) => by switch
    {
        Dimension.Department => state.Department,
        Dimension.Agent => state.Owner?.Id,
        Dimension.Type => state.Type,
        Dimension.Occurrence => state.Occurrence,
        Dimension.Reason => state.Reason,
        Dimension.Channel => Codes<Channel>.Of(state.Channel),
        _ => Codes<Tier>.Of(state.Tier),
    };
}
