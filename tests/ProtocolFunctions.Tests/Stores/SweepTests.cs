using Protocols;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Sweeping;

namespace ProtocolFunctions.Tests.Stores;

/// <summary>What the clock brings is done once, on every store, whoever runs the pass, however often and however late.</summary>
[Trait("Requirement", "M16")]
public sealed class SweepTests
{
    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_week_of_downtime_is_made_up_for_and_a_second_pass_finds_nothing(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(30);
        store.Clock.Time += TimeSpan.FromDays(8);
        var sweep = Of(store);

        var look = await sweep.RunAsync(dryRun: true, default);
        var done = await sweep.RunAsync(dryRun: false, default);
        var again = await sweep.RunAsync(dryRun: false, default);

        Assert.Equal((30, false), (done.Found, done.Busy));
        Assert.Equal((30, done.Written), (look.Found, look.Written));
        Assert.Equal((0, 0, false), (again.Found, again.Written, again.Busy));
        foreach (var number in numbers)
        {
            var facts = await store.FactsAsync(number);
            Assert.Contains(facts, terms => terms is Protocols.Facts.DeadlineBreached { Target: Target.LegalAnswer });
            Assert.Equal(facts.Count, facts.Distinct().Count());
        }
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task What_is_due_first_is_attended_to_first_however_late_it_is(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = new List<string>();
        for (var day = 0; day < 5; day++)
        {
            numbers.AddRange(await store.OpenAsync(1));
            store.Clock.Time += TimeSpan.FromDays(1);
        }
        store.Clock.Time += TimeSpan.FromDays(7);

        // Looked at in small steps, as a pass over many does.
        var order = new List<string>();
        while (await store.Protocols.AwaitingAsync(Awaited.Attention, store.Clock.Time, 1, default) is [var next])
        {
            order.Add(next);
            await store.AttendAsync(next);
        }

        Assert.Equal(numbers, order);
        foreach (var number in numbers)
        {
            var flagged = (await store.FactsAsync(number)).Select(DueAt).OfType<DateTimeOffset>().ToList();
            Assert.True(flagged.Count > 1);
            Assert.Equal(flagged.Order(), flagged);
        }

        static DateTimeOffset? DueAt(FactTerms terms) => terms is Protocols.Facts.DeadlineBreached breached ? breached.DueAt : null;
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_clock_that_is_set_back_loses_nothing_and_brings_nothing_twice(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(3);
        var sweep = Of(store);
        store.Clock.Time += TimeSpan.FromDays(3);
        var first = await sweep.RunAsync(false, default);
        Assert.True(first.Written > 0);

        store.Clock.Time -= TimeSpan.FromDays(2);
        Assert.Equal((0, 0, false), await Did(sweep));
        var before = await store.FactsAsync(numbers[0]);

        store.Clock.Time += TimeSpan.FromDays(2);
        Assert.Equal((0, 0, false), await Did(sweep));
        store.Clock.Time += TimeSpan.FromDays(5);
        await sweep.RunAsync(false, default);
        foreach (var number in numbers)
        {
            var facts = await store.FactsAsync(number);
            Assert.True(facts.Count > before.Count);
            Assert.Equal(facts.Count, facts.Distinct().Count());
        }

        static async Task<(int, int, bool)> Did(Sweep sweep) => await sweep.RunAsync(false, default) is var report ? (report.Found, report.Written, report.Busy) : default;
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task Two_passes_at_once_write_nothing_twice(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(12);
        store.Clock.Time += TimeSpan.FromDays(3);

        var (one, other) = (Of(store), Of(store));
        await Task.WhenAll(one.RunAsync(false, default), other.RunAsync(false, default));
        await one.RunAsync(false, default);

        foreach (var number in numbers)
        {
            var facts = await store.FactsAsync(number);
            Assert.True(facts.Count > 1);
            Assert.Equal(facts.Count, facts.Distinct().Count());
        }
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task A_pass_that_another_process_is_running_is_left_to_it(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        await store.OpenAsync(1);
        store.Clock.Time += TimeSpan.FromDays(3);
        await store.Leases.TakeAsync(Sweeps.Deadlines, "another", TimeSpan.FromMinutes(5), default);
        var left = await Of(store).RunAsync(false, default);
        Assert.Equal((0, 0, true), (left.Found, left.Written, left.Busy));
    }

    [SkippableTheory, MemberData(nameof(Stores.All), MemberType = typeof(Stores))]
    public async Task One_that_cannot_be_attended_to_is_put_off_for_longer_each_time_and_the_others_are_not(string name)
    {
        await using var store = await Stores.OpenAsync(name);
        var numbers = await store.OpenAsync(3);
        await store.ReplaceAsync(numbers[0], document => document with { Personal = new byte[64] });
        store.Clock.Time += TimeSpan.FromDays(8);
        var sweep = Of(store);

        var first = await sweep.RunAsync(false, default);
        Assert.Equal((3, 1), (first.Found, first.Failures.Count));
        Assert.All(numbers[1..], number => Assert.NotEmpty(store.FactsAsync(number).Result.OfType<Protocols.Facts.DeadlineBreached>()));
        var trouble = (await store.FindAsync(numbers[0])).Document.Trouble;
        Assert.Equal((1, store.Clock.Time.AddMinutes(1), "AuthenticationTagMismatchException"), (trouble!.Times, trouble.RetryAt, trouble.What));
        Assert.Equal(0, (await sweep.RunAsync(false, default)).Found);

        store.Clock.Time += TimeSpan.FromMinutes(1);
        Assert.Single((await sweep.RunAsync(false, default)).Failures);
        trouble = (await store.FindAsync(numbers[0])).Document.Trouble;
        Assert.Equal((2, store.Clock.Time.AddMinutes(2)), (trouble!.Times, trouble.RetryAt));
    }

    [Fact]
    public async Task One_whose_document_cannot_even_be_read_stops_nobody_and_no_pass()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();
        await using var embedded = Protocols.Stores.Embedded.EmbeddedStore.Open(folder.Path, clock);
        await using var store = new StoreUnderTest(embedded.Under, clock, () => Task.CompletedTask);
        var numbers = await store.OpenAsync(3);
        await embedded.Writer.RunAsync(
            on =>
            {
                using var broken = on["UPDATE protocols SET document = ?2, version = version + 1 WHERE number = ?1"].BindAll(numbers[0], "{\"state\":7}"u8.ToArray());
                return broken.Run();
            },
            default);
        clock.Time += TimeSpan.FromDays(8);

        for (var pass = 0; pass < 2; pass++)
        {
            var report = await Of(store).RunAsync(false, default);
            Assert.Equal(numbers[0], Assert.Single(report.Failures).Number);
        }
        Assert.Contains(await store.FactsAsync(numbers[2]), terms => terms is Protocols.Facts.DeadlineBreached);
    }

    private static Sweep Of(StoreUnderTest store) => Sweeps.OverDeadlines(store.Set(StoreCases.Ring), store.Book(), store.Clock);
}
