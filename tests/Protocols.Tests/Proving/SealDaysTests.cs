using Protocols.Proving;
using Protocols.Proving.Seals;

namespace Protocols.Tests.Proving;

/// <summary>Each day that has ended gets one seal over what changed on it, however late and however often it is tried.</summary>
[Trait("Requirement", "M27")]
public sealed class SealDaysTests
{
    private static readonly DateOnly monday = new(2026, 11, 23);

    private readonly Desk desk = new();
    private readonly Notary notary;

    public SealDaysTests() => notary = new(desk);

    [Fact]
    public async Task The_day_that_runs_is_not_sealed_and_a_statement_says_so()
    {
        var number = await desk.OpenAsync();
        At("2026-11-24T03:09:59Z");
        await SealAsync();

        Assert.Null(await notary.Seals.FindAsync(monday, default));
        Assert.NotNull(await notary.Seals.FindAsync(monday.AddDays(-1), default));
        Assert.Equal("pending", (await notary.ReadAsync(number)).Seal.State);
        Assert.Null((await notary.ReadAsync(number)).Seal.Inclusion);
    }

    [Fact]
    public async Task While_another_does_it_nothing_is_done()
    {
        notary.Seals.TakenByAnother = true;
        At("2026-11-24T03:15:00Z");
        Assert.True((await notary.Sealing.RunAsync(false, default)).Busy);
        Assert.Null(await notary.Seals.FindAsync(monday, default));
    }

    [Fact]
    public async Task Looking_writes_nothing()
    {
        At("2026-11-24T03:15:00Z");
        Assert.Equal(1, (await notary.Sealing.RunAsync(true, default)).Written);
        Assert.Null(await notary.Seals.FindAsync(monday, default));
    }

    [Fact]
    public async Task A_sealed_day_is_never_sealed_again()
    {
        await desk.OpenAsync();
        At("2026-11-24T03:15:00Z");
        await SealAsync();
        var first = await notary.Seals.FindAsync(monday, default);
        Assert.Equal((0, 0), await SealAsync());
        Assert.False(await notary.Seals.AddAsync(first! with { Root = new string('0', 64) }, default));
        Assert.Equal(first!.Root, (await notary.Seals.FindAsync(monday, default))!.Root);
    }

    [Fact]
    public async Task A_statement_shows_that_its_chain_stands_under_the_days_root()
    {
        var numbers = new List<string>();
        for (var i = 0; i < 7; i++)
            numbers.Add(await desk.OpenAsync());
        At("2026-11-24T03:15:00Z");
        Assert.Equal((7, 1), await SealAsync());

        var root = (await notary.Seals.FindAsync(monday, default))!.Root;
        foreach (var number in numbers)
        {
            var seal = (await notary.ReadAsync(number)).Seal;
            Assert.Equal("sealed", seal.State);
            Assert.Equal((monday, 1, root, 7), (seal.Inclusion!.Day, seal.Inclusion.Fact, seal.Inclusion.Root, seal.Inclusion.Size));
            Assert.True(seal.Inclusion.Holds(number));
            Assert.False(seal.Inclusion.Holds("2026112300000999"));
            Assert.False((seal.Inclusion with { Link = new string('0', 64) }).Holds(number));
            Assert.Equal("genuine", await notary.VerifyAsync(await notary.StateAsync(number)));
        }
    }

    [Fact]
    public async Task What_came_after_midnight_is_for_the_next_seal_and_pending_until_then()
    {
        var number = await desk.OpenAsync();
        At("2026-11-24T03:05:00Z");
        await desk.NoteAsync(number);
        At("2026-11-24T03:15:00Z");
        Assert.Equal((1, 1), await SealAsync());

        var between = (await notary.ReadAsync(number)).Seal;
        Assert.Equal(("pending", monday, 1), (between.State, between.Inclusion!.Day, between.Inclusion.Fact));
        Assert.Equal("genuine", await notary.VerifyAsync(await notary.StateAsync(number)));

        At("2026-11-25T03:15:00Z");
        Assert.Equal((1, 1), await SealAsync());
        var after = (await notary.ReadAsync(number)).Seal;
        Assert.Equal(("sealed", monday.AddDays(1), 2), (after.State, after.Inclusion!.Day, after.Inclusion.Fact));
    }

    [Fact]
    public async Task What_was_written_late_into_a_sealed_day_stands_in_the_next_seal()
    {
        await desk.OpenAsync();
        At("2026-11-24T03:15:00Z");
        await SealAsync();
        At("2026-11-24T02:59:59Z");
        var late = await desk.OpenAsync();
        Assert.Equal("pending", (await notary.ReadAsync(late)).Seal.State);

        At("2026-11-25T03:15:00Z");
        Assert.Equal((1, 1), await SealAsync());
        Assert.Equal(monday.AddDays(1), (await notary.ReadAsync(late)).Seal.Inclusion!.Day);
        Assert.Equal("sealed", (await notary.ReadAsync(late)).Seal.State);
    }

    [Fact]
    public async Task After_days_of_standstill_each_day_gets_its_own_and_names_the_one_before()
    {
        At("2026-11-23T12:00:00Z");
        await SealAsync();
        var number = await desk.OpenAsync();
        At("2026-11-25T12:00:00Z");
        await desk.NoteAsync(number);
        var other = await desk.OpenAsync();
        At("2026-11-27T12:00:00Z");
        Assert.Equal((3, 4), await SealAsync());

        DaySeal? before = null;
        foreach (var (day, size) in new[] { (22, 0), (23, 1), (24, 0), (25, 2), (26, 0) })
        {
            var seal = (await notary.Seals.FindAsync(new(2026, 11, day), default))!;
            Assert.Equal((size, before?.Hash()), (seal.Size, seal.Before));
            before = seal;
        }
        Assert.Equal(25, (await notary.ReadAsync(number)).Seal.Inclusion!.Day.Day);
        Assert.Equal(25, (await notary.ReadAsync(other)).Seal.Inclusion!.Day.Day);
    }

    [Fact]
    public async Task The_first_seal_takes_in_whatever_was_there_before_seals_were()
    {
        var number = await desk.OpenAsync();
        At("2027-02-01T12:00:00Z");
        Assert.Equal((1, 1), await SealAsync());
        Assert.True((await notary.Seals.FindAsync(new(2027, 1, 31), default)) is { Size: 1, Before: null });
        At("2027-05-20T12:00:00Z");
        await SealAsync();
        Assert.Equal(("sealed", new DateOnly(2027, 1, 31)), ((await notary.ReadAsync(number)).Seal.State, (await notary.ReadAsync(number)).Seal.Inclusion!.Day));
    }

    [Fact]
    public async Task One_that_cannot_be_read_keeps_no_other_from_its_seal()
    {
        var (broken, whole) = (await desk.OpenAsync(), await desk.OpenAsync());
        desk.Store.Tamper(broken, document => document["facts"]![0]!["header"]!.AsObject().Remove("at"));
        At("2026-11-24T03:15:00Z");
        var report = await notary.Sealing.RunAsync(false, default);
        Assert.Equal([broken], report.Failures.Select(failure => failure.Number));
        Assert.Equal("sealed", (await notary.ReadAsync(whole)).Seal.State);
    }

    [Fact]
    public async Task A_chain_that_was_written_anew_after_its_day_was_sealed_gets_no_statement()
    {
        var number = await desk.OpenAsync();
        At("2026-11-24T03:15:00Z");
        await SealAsync();
        desk.Store.Tamper(number, document => document["facts"]![0]!["link"] = new string('0', 64));
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => notary.ReadAsync(number));
    }

    [Fact]
    public async Task An_older_page_is_looked_at_where_the_newest_facts_are_of_the_next_day()
    {
        var number = await desk.OpenAsync();
        for (var i = 0; i < 60; i++)
        {
            if (i == 5)
                At("2026-11-24T03:05:00Z");
            await desk.NoteAsync(number, new string('a', 900));
        }
        At("2026-11-24T03:15:00Z");
        await SealAsync();
        Assert.True((await desk.DocumentAsync(number)).Pages[^1].Last > 6);
        Assert.Equal(6, (await notary.ReadAsync(number)).Seal.Inclusion!.Fact);
    }

    [Fact]
    public async Task A_day_with_more_protocols_than_a_page_holds_proves_each()
    {
        var leaves = Enumerable.Range(1, 2500).Select(n => new Leaf($"20261123{n:D8}", n, $"{n:x64}")).ToList();
        var pages = leaves.Chunk(SealPage.Most).Select(SealPage.Of).ToList();
        Assert.Equal(
            Merkle.Root([.. leaves.Select(leaf => leaf.Hash())]), Merkle.Root([.. pages.Select(page => Convert.FromHexString(page.Root))]));
        foreach (var page in pages)
            await notary.Seals.AddPageAsync(page, default);
        var root = Convert.ToHexStringLower(Merkle.Root([.. pages.Select(page => Convert.FromHexString(page.Root))]));
        await notary.Seals.AddAsync(new(monday, Given.Morning, 2500, root, null, [.. pages.Select(page => new SealedPage(page.Leaves[0].Number, page.Root))]), default);

        foreach (var n in new[] { 1, 1024, 1025, 2048, 2049, 2500 })
        {
            var found = await FindInclusion.InAsync(notary.Seals, monday, leaves[n - 1].Number, default);
            Assert.Equal((n - 1, root), (found!.Index, found.Root));
            Assert.True(found.Holds(leaves[n - 1].Number));
        }
        Assert.Null(await FindInclusion.InAsync(notary.Seals, monday, "2026112300000000", default));
        Assert.Null(await FindInclusion.InAsync(notary.Seals, monday, "2026112399999999", default));
    }

    private void At(string instant) => desk.Clock.Now = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(int Leaves, int Seals)> SealAsync()
    {
        var report = await notary.Sealing.RunAsync(false, default);
        Assert.False(report.Busy);
        Assert.Empty(report.Failures);
        return (report.Found, report.Written);
    }
}
