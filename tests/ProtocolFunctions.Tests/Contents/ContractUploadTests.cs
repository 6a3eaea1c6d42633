using Protocols.Recordings;
using static ProtocolFunctions.Tests.Contents.ContentsUnderTest;

namespace ProtocolFunctions.Tests.Contents;

/// <summary>What comes in parts goes on where it broke off, and is kept when it is whole (M25).</summary>
[Trait("Requirement", "M25")]
public sealed class ContractUploadTests
{
    private static readonly byte[] bytes = Bytes((2 * Upload.PartBytes) + 12_345);

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_was_not_begun_or_lacks_parts_is_not_completed(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var upload = NewName();
        Assert.Null(await store.Contents.FindUploadAsync(upload, default));
        Assert.Equal(ContentOutcome.Incomplete, (await store.Contents.CompleteAsync(upload, null, default)).Outcome);
        await store.Contents.BeginAsync(upload, store.UploadOf(bytes), default);
        Assert.Equal([1, 2, 3], (await store.Contents.FindUploadAsync(upload, default))!.Missing);
        await store.PutAsync(upload, bytes, 3);
        await store.PutAsync(upload, bytes, 1);
        Assert.Equal([2], (await store.Contents.FindUploadAsync(upload, default))!.Missing);
        Assert.Equal(ContentOutcome.Incomplete, (await store.Contents.CompleteAsync(upload, Hash(bytes), default)).Outcome);
        Assert.Null(await store.ReadAsync(upload));
        Assert.Empty(await store.ListAsync());
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task A_part_of_another_length_or_that_was_cut_off_does_not_count(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var upload = NewName();
        var begun = store.UploadOf(bytes);
        await store.Contents.BeginAsync(upload, begun, default);
        foreach (var length in new[] { 12_344, 12_346 })
            Assert.Equal(PartOutcome.OtherSize, await store.Contents.WritePartAsync(upload, 3, new(begun.SizeOf(3)), new MemoryStream(Bytes(length)), default));
        await Assert.ThrowsAsync<IOException>(() =>
            store.Contents.WritePartAsync(upload, 1, new(begun.SizeOf(1)), new BreakingStream(PartOf(bytes, 1), 5_000_000), default));
        Assert.Equal([1, 2, 3], (await store.Contents.FindUploadAsync(upload, default))!.Missing);
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task A_part_that_does_not_hash_to_what_was_said_does_not_count(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var upload = NewName();
        var (begun, part) = (store.UploadOf(bytes), PartOf(bytes, 3));
        await store.Contents.BeginAsync(upload, begun, default);
        Assert.Equal(PartOutcome.OtherDigest, await store.Contents.WritePartAsync(upload, 3, new(begun.SizeOf(3), Hash([1])), new MemoryStream(part), default));
        Assert.Equal([1, 2, 3], (await store.Contents.FindUploadAsync(upload, default))!.Missing);
        Assert.Equal(PartOutcome.Written, await store.Contents.WritePartAsync(upload, 3, new(begun.SizeOf(3), Hash(part)), new MemoryStream(part), default));
        Assert.Equal([1, 2], (await store.Contents.FindUploadAsync(upload, default))!.Missing);
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task Parts_in_any_order_and_sent_twice_become_the_whole_once(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var upload = NewName();
        var begun = store.UploadOf(bytes);
        Assert.Equal(begun, await store.Contents.BeginAsync(upload, begun, default));
        Assert.Equal(begun, await store.Contents.BeginAsync(upload, begun with { Size = 1 }, default));
        foreach (var part in new[] { 3, 1, 2, 1 })
            await store.PutAsync(upload, bytes, part);
        Assert.Equal(ContentOutcome.OtherDigest, (await store.Contents.CompleteAsync(upload, Hash([1]), default)).Outcome);
        Assert.Null(await store.ReadAsync(upload));
        Assert.Equal(new(ContentOutcome.Written, bytes.Length, Hash(bytes)), await store.Contents.CompleteAsync(upload, Hash(bytes), default));
        Assert.Equal(new(ContentOutcome.Written, bytes.Length, Hash(bytes)), await store.Contents.CompleteAsync(upload, Hash(bytes), default));
        Assert.Equal(Hash(bytes), Hash((await store.ReadAsync(upload))!));
        Assert.Equal([upload], await store.ListAsync());
    }

    [SkippableTheory, MemberData(nameof(ContentSource.All), MemberType = typeof(ContentSource))]
    public async Task What_is_left_lying_is_given_up_after_a_day_and_removed(string name)
    {
        await using var store = await ContentSource.OpenAsync(name);
        var (left, whole) = (NewName(), NewName());
        foreach (var upload in new[] { left, whole })
        {
            await store.Contents.BeginAsync(upload, store.UploadOf(bytes), default);
            await store.PutAsync(upload, bytes, 1);
        }
        await store.PutAsync(whole, bytes, 2);
        await store.PutAsync(whole, bytes, 3);
        await store.Contents.CompleteAsync(whole, Hash(bytes), default);

        Assert.Equal(0, await store.Contents.RemoveAbandonedAsync(store.Now() - Upload.Lifetime, default));
        store.Pass(Upload.Lifetime);
        Assert.Null(await store.Contents.FindUploadAsync(left, default));
        Assert.Equal(1, await store.Contents.RemoveAbandonedAsync(store.Now().AddMinutes(1) - Upload.Lifetime, default));
        Assert.Equal(0, await store.Contents.RemoveAbandonedAsync(store.Now().AddMinutes(1) - Upload.Lifetime, default));
        Assert.Equal(ContentOutcome.Incomplete, (await store.Contents.CompleteAsync(left, null, default)).Outcome);
        Assert.Equal(bytes.Length, (await store.ReadAsync(whole))!.Length);
    }
}
