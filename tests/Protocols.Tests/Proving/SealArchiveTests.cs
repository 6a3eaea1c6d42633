using System.Text;
using Protocols.Ports;
using Protocols.Proving.Seals;
using Protocols.Sweeping;

namespace Protocols.Tests.Proving;

/// <summary>Each day's seal stands once more where it is written once, and what differs is told.</summary>
[Trait("Requirement", "M27")]
public sealed class SealArchiveTests
{
    private static readonly DateOnly monday = new(2026, 11, 23);

    private readonly Desk desk = new();
    private readonly Notary notary;

    public SealArchiveTests() => notary = new(desk);

    [Fact]
    public async Task Looking_archives_nothing()
    {
        await SealAsync("2026-11-24T03:15:00Z", dryRun: true);
        Assert.Empty(notary.Archive.Kept);
    }

    [Fact]
    public async Task Every_sealed_day_is_archived_as_it_was_sealed()
    {
        await desk.OpenAsync();
        await SealAsync("2026-11-24T03:15:00Z");
        await SealAsync("2026-11-27T03:15:00Z");
        for (var day = monday; day <= monday.AddDays(3); day = day.AddDays(1))
            Assert.Equal((await notary.Seals.FindAsync(day, default))!.Write(), notary.Archive.Kept[day]);
        Assert.Equal((4, 0, 0), await VerifyAsync());
    }

    [Fact]
    public async Task One_that_could_not_be_archived_is_by_the_next_pass()
    {
        notary.Archive.IsAway = true;
        desk.Clock.Now = Numbering.Samples.At("2026-11-24T03:15:00Z");
        await Assert.ThrowsAsync<StoreBusyException>(() => notary.Sealing.RunAsync(false, default));
        Assert.NotNull(await notary.Seals.FindAsync(monday, default));
        Assert.Equal((1, 1, 0), await VerifyAsync());
        notary.Archive.IsAway = false;
        Assert.Empty((await SealAsync("2026-11-24T04:15:00Z")).Failures);
        Assert.Equal((1, 0, 0), await VerifyAsync());
    }

    [Fact]
    public async Task A_seal_that_is_not_the_one_in_the_archive_is_told_by_every_pass_and_by_the_verification()
    {
        await SealAsync("2026-11-24T03:15:00Z");
        notary.Archive.Kept[monday] = Encoding.UTF8.GetBytes("{}");
        Assert.Equal($"{monday:O}", Assert.Single((await SealAsync("2026-11-24T04:15:00Z")).Failures).Number);
        Assert.Equal((1, 0, 1), await VerifyAsync());
        await SealAsync("2026-11-25T03:15:00Z");
        Assert.Equal((2, 0, 1), await VerifyAsync());
        notary.Archive.Kept.TryRemove(monday, out _);
        Assert.Equal((2, 1, 0), await VerifyAsync());
    }

    private Task<SweepReport> SealAsync(string at, bool dryRun = false)
    {
        desk.Clock.Now = Numbering.Samples.At(at);
        return notary.Sealing.RunAsync(dryRun, default);
    }

    /// <summary>How many are sealed, not archived, and wrong.</summary>
    private async Task<(int, int, int)> VerifyAsync()
    {
        var (seals, unarchived, wrong) = await new VerifySeals(notary.Seals, notary.Archive, Given.SaoPaulo, desk.Clock).RunAsync(default);
        return (seals, unarchived, wrong.Count);
    }
}
