using ProtocolFunctions.Tests.Service.Support;
using ProtocolFunctions.Tests.Stores;
using Protocols.Ports;
using Protocols.Recordings;
using Protocols.Stores.Embedded.Files;
using static ProtocolFunctions.Tests.Contents.ContentsUnderTest;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>What files promise beyond the contract (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class EmbeddedContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualClock clock = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("..", "0123456789abcdef0123456789abcdef")]
    [InlineData("2026/..", "0123456789abcdef0123456789abcdef")]
    [InlineData("", "0123456789abcdef0123456789abcdef")]
    [InlineData("2026112200000012", "../../protocols.db")]
    [InlineData("2026112200000012", "0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("2026112200000012", "0123456789abcdef0123456789abcdef0")]
    [InlineData("2026112200000012", "0123456789abcdef0123456789abcde/")]
    public void A_name_that_leads_elsewhere_cannot_be_made(string number, string id)
    {
        Assert.False(ContentName.TryParse(number, id, out _));
        Assert.Throws<ArgumentException>(() => ContentName.Of(number, id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70_000)]
    [InlineData(199_999)]
    public async Task A_byte_that_the_disk_changed_is_never_given_out_and_the_file_is_left(int at)
    {
        var contents = Open();
        var bytes = Bytes(200_000);
        var name = NewName();
        await contents.WriteAsync(name, new MemoryStream(bytes), new(long.MaxValue), default);
        var file = FileOf(name);
        File.SetAttributes(file, FileAttributes.Normal);
        var damaged = await File.ReadAllBytesAsync(file);
        damaged[at] ^= 1;
        await File.WriteAllBytesAsync(file, damaged);

        await using var content = (await contents.OpenAsync(name, default))!;
        using var to = new MemoryStream();
        await Assert.ThrowsAsync<ContentDamagedException>(() => content.CopyAsync(0, content.Size, to, default));
        Assert.True(to.Length <= at, $"{to.Length} bytes went out, {at} is damaged.");
        await Assert.ThrowsAsync<ContentDamagedException>(() => content.CopyAsync(at, 1, to, default));
        Assert.Equal(damaged, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_file_that_was_cut_or_lost_its_checksums_is_damaged()
    {
        var contents = Open();
        foreach (var damage in new Action<string>[] { Cut, file => File.Delete(file + ".crc"), file => File.WriteAllBytes(file + ".crc", [1, 2, 3]) })
        {
            var name = NewName();
            await contents.WriteAsync(name, new MemoryStream(Bytes(200_000)), new(long.MaxValue), default);
            damage(FileOf(name));
            await using var content = (await contents.OpenAsync(name, default))!;
            await Assert.ThrowsAsync<ContentDamagedException>(() => content.CopyAsync(0, content.Size, Stream.Null, default));
        }

        static void Cut(string file)
        {
            using var open = File.OpenWrite(file);
            open.SetLength(150_000);
        }
    }

    [Fact]
    public async Task What_a_kill_left_half_written_is_not_listed_and_is_swept_away()
    {
        var contents = Open();
        await contents.WriteAsync(NewName(), new MemoryStream(Bytes(10)), new(long.MaxValue), default);
        var coming = Path.Combine(folder.Path, "coming", "2026112200000012.0123456789abcdef0123456789abcdef.x");
        await File.WriteAllBytesAsync(coming, Bytes(1000));
        File.SetLastWriteTimeUtc(coming, clock.Time.UtcDateTime);
        Assert.Single(await contents.ListAsync(clock.Time.AddDays(1), default).ToArrayAsync());
        Assert.Equal(0, await contents.RemoveAbandonedAsync(clock.Time, default));
        Assert.Equal(1, await contents.RemoveAbandonedAsync(clock.Time.AddSeconds(1), default));
        Assert.False(File.Exists(coming));
    }

    [SkippableFact]
    public async Task A_full_disk_keeps_nothing_of_what_comes_and_all_that_is_there()
    {
        using var small = SmallDisk.OrSkip(megabytes: 16);
        var contents = new EmbeddedContents(small.Path, clock);
        var (kept, upload) = (NewName(), NewName());
        await contents.WriteAsync(kept, new MemoryStream(Bytes(100_000)), new(long.MaxValue), default);
        await Assert.ThrowsAsync<StoreFullException>(() =>
            contents.WriteAsync(NewName(), new MemoryStream(Bytes(100_000_000)), new(long.MaxValue), default));
        await contents.BeginAsync(upload, new("audio/wav", 100_000_000, clock.Time, 1, clock.Time), default);
        await Assert.ThrowsAsync<StoreFullException>(async () =>
        {
            for (var part = 1; part <= 12; part++)
                await contents.WritePartAsync(upload, part, new(Upload.PartBytes), new MemoryStream(Bytes(Upload.PartBytes)), default);
        });
        Assert.Equal([kept], await contents.ListAsync(clock.Time.AddDays(1), default).ToArrayAsync());
        Assert.Equal(1, await contents.RemoveAbandonedAsync(clock.Time.AddDays(1), default));
        using var to = new MemoryStream();
        await using var content = (await contents.OpenAsync(kept, default))!;
        await content.CopyAsync(0, content.Size, to, default);
        Assert.Equal(Bytes(100_000), to.ToArray());
        await contents.WriteAsync(NewName(), new MemoryStream(Bytes(100_000)), new(long.MaxValue), default);
    }

    private EmbeddedContents Open() => new(folder.Path, clock);

    private string FileOf(ContentName name) => Path.Combine(folder.Path, "kept", name.Number, name.Id);
}
