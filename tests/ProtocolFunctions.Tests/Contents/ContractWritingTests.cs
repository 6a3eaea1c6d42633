using Protocols.Recordings;
using static ProtocolFunctions.Tests.Contents.ContentsUnderTest;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>Bytes are kept whole or not at all (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class ContractWritingTests
{
    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_was_never_kept_is_not_there(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        Assert.Null(await store.ReadAsync(NewName()));
        Assert.Empty(await store.ListAsync());
        Assert.True(await store.Contents.DeleteAsync(NewName(), default));
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_is_too_long_empty_or_hashes_to_something_else_is_not_kept(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var bytes = Bytes(3_000_000);
        var refused = NewName();
        Assert.Equal(ContentOutcome.TooLarge, (await store.WriteAsync(refused, bytes, max: bytes.Length - 1)).Outcome);
        Assert.Equal(ContentOutcome.Empty, (await store.WriteAsync(refused, [])).Outcome);
        Assert.Equal(new(ContentOutcome.OtherDigest, bytes.Length, Hash(bytes)), await store.WriteAsync(refused, bytes, sha256: Hash([1])));
        Assert.Null(await store.ReadAsync(refused));
        Assert.Empty(await store.ListAsync());
        Assert.Equal(ContentOutcome.Written, (await store.WriteAsync(refused, bytes, bytes.Length, Hash(bytes))).Outcome);
        Assert.Equal(bytes, await store.ReadAsync(refused));
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_is_cut_off_at_any_byte_leaves_nothing(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var (bytes, random) = (Bytes(1_500_000), new Random(7));
        foreach (var at in Enumerable.Range(0, 12).Select(_ => random.Next(bytes.Length)).Concat([0, 1, 65_536, 524_288, bytes.Length - 1]))
        {
            var cut = NewName();
            await Assert.ThrowsAsync<IOException>(() => store.Contents.WriteAsync(cut, new BreakingStream(bytes, at), new(long.MaxValue), default));
            Assert.Null(await store.ReadAsync(cut));
        }
        Assert.Empty(await store.ListAsync());
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_is_kept_is_never_written_over(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var bytes = Bytes(100_000);
        var kept = await store.KeptAsync(bytes);
        Assert.Equal(ContentOutcome.Exists, (await store.WriteAsync(kept, Bytes(100_000, seed: 2))).Outcome);
        Assert.Equal(bytes, await store.ReadAsync(kept));
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task Of_many_under_one_name_one_is_kept(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var wanted = NewName();
        var all = Enumerable.Range(0, 6).Select(seed => Bytes(700_000, seed)).ToArray();
        var written = await Task.WhenAll(all.Select(bytes => Task.Run(() => store.WriteAsync(wanted, bytes))));
        var kept = Assert.Single(written, one => one.Outcome == ContentOutcome.Written);
        Assert.All(written.Where(one => one != kept), one => Assert.Equal(ContentOutcome.Exists, one.Outcome));
        Assert.Equal(kept.Sha256, Hash((await store.ReadAsync(wanted))!));
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task Ranges_are_the_bytes_that_were_written(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var bytes = Bytes(1_000_003);
        var kept = await store.KeptAsync(bytes);
        var random = new Random(3);
        (int From, int Count)[] ranges =
        [
            (0, 1), (0, 65_536), (65_535, 2), (65_536, 65_536), (1_000_002, 1), (0, bytes.Length), (262_143, 2), (5, 0),
            .. Enumerable.Range(0, 20).Select(_ => random.Next(bytes.Length)).Select(from => (from, random.Next(bytes.Length - from))),
        ];
        foreach (var (from, count) in ranges)
            Assert.Equal(Hash(bytes[from..(from + count)]), Hash((await store.ReadAsync(kept, from, count))!));
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_is_removed_is_gone_and_its_name_is_free(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var (kept, other) = (await store.KeptAsync(Bytes(10)), await store.KeptAsync(Bytes(20)));
        Assert.True(await store.Contents.DeleteAsync(kept, default));
        Assert.True(await store.Contents.DeleteAsync(kept, default));
        Assert.Null(await store.ReadAsync(kept));
        Assert.Equal([other], await store.ListAsync());
        Assert.Equal(ContentOutcome.Written, (await store.WriteAsync(kept, Bytes(30))).Outcome);
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_is_held_stays_until_it_is_let_go(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        Skip.IfNot(store.Holds, $"{name} knows no legal holds.");
        var (kept, other) = (await store.KeptAsync(Bytes(10)), await store.KeptAsync(Bytes(20)));
        await store.Contents.HoldAsync(kept, true, default);
        Assert.False(await store.Contents.DeleteAsync(kept, default));
        Assert.Equal(Bytes(10), await store.ReadAsync(kept));
        await store.Contents.HoldAsync(kept, false, default);
        Assert.True(await store.Contents.DeleteAsync(kept, default));
        Assert.Null(await store.ReadAsync(kept));
        Assert.Equal([other], await store.ListAsync());
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task The_list_has_what_was_finished_before_a_date(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var names = new[] { await store.KeptAsync(Bytes(10)), await store.KeptAsync(Bytes(11)), await store.KeptAsync(Bytes(12)) };
        Assert.Empty(await store.ListAsync(store.Now().AddHours(-1)));
        Assert.Equal(names.Select(one => one.Id).Order(), (await store.ListAsync()).Select(one => one.Id).Order());
    }
}
