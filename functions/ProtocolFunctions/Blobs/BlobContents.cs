using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Protocols.Ports;
using Protocols.Recordings;

namespace ProtocolFunctions.Blobs;

/// <summary>
/// A private blob for each, created once. Its blocks are staged, committed and read back; only then its digest is written beside it,
/// and a blob without one is none yet. Guarding and holding it is read back too, since what silently does nothing guards nothing.
/// </summary>
/// <param name="immutable">Whether the container has version-level immutability, which recordings are then put under.</param>
internal sealed class BlobContents(BlobContainerClient container, bool immutable, TimeProvider clock) : IContents
{
    private const string Kept = "kept/";
    private const int BlockBytes = 4 * 1024 * 1024;

    private readonly BlobUploads uploads = new(container, clock);

    public Task<ContentWritten> WriteAsync(ContentName name, Stream source, ContentLimits limits, CancellationToken cancellation) =>
        BlobErrors.TranslateAsync(async () =>
        {
            var blob = Blob(container, name);
            if (await blob.ExistsAsync(cancellation))
                return new(ContentOutcome.Exists);
            var (written, blocks) = await StageAsync(blob, source, limits, cancellation);
            if (written.Outcome != ContentOutcome.Written)
                return written;
            try
            {
                var create = new CommitBlockListOptions { Conditions = new() { IfNoneMatch = ETag.All } };
                var committed = await blob.CommitBlockListAsync(blocks, create, cancellation);
                if (await HashAsync(blob, cancellation) != written.Sha256)
                    throw new StoreBusyException("What was kept is not what came; it is not used.");
                await FinishAsync(blob, committed.Value.ETag, written.Sha256, cancellation);
                return written;
            }
            catch (RequestFailedException there) when (there.Status is 409 or 412)
            {
                return new(ContentOutcome.Exists);
            }
        });

    public Task<Upload> BeginAsync(ContentName name, Upload upload, CancellationToken cancellation) =>
        BlobErrors.TranslateAsync(() => uploads.BeginAsync(name, upload, cancellation));

    public Task<UploadState?> FindUploadAsync(ContentName name, CancellationToken cancellation) =>
        BlobErrors.TranslateAsync(() => uploads.FindAsync(name, cancellation));

    public Task<PartOutcome> WritePartAsync(ContentName name, int part, ContentLimits limits, Stream source, CancellationToken cancellation) =>
        BlobErrors.TranslateAsync(() => uploads.WriteAsync(name, part, limits, source, cancellation));

    public Task<ContentWritten> CompleteAsync(ContentName name, string? sha256, CancellationToken cancellation) =>
        BlobErrors.TranslateAsync(() => uploads.CompleteAsync(name, sha256, cancellation));

    public Task<IContent?> OpenAsync(ContentName name, CancellationToken cancellation) => BlobErrors.TranslateAsync<IContent?>(async () =>
    {
        var blob = Blob(container, name);
        return await FindAsync(blob, cancellation) is { } found && DigestOf(found.Metadata) is not null
            ? new BlobContent(blob, found.ContentLength, found.ETag)
            : null;
    });

    public Task ProtectAsync(ContentName name, DateTimeOffset until, CancellationToken cancellation) => !immutable
        ? Task.CompletedTask
        : BlobErrors.TranslateAsync(async () =>
        {
            var blob = Blob(container, name);
            var policy = new BlobImmutabilityPolicy { ExpiresOn = until, PolicyMode = BlobImmutabilityPolicyMode.Unlocked };
            await blob.SetImmutabilityPolicyAsync(policy, cancellationToken: cancellation);
            var set = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.ImmutabilityPolicy?.ExpiresOn;
            // The service keeps whole seconds.
            return set >= until.AddSeconds(-1) ? true : throw new InvalidOperationException($"{name} is not guarded: the container ignores immutability.");
        });

    public Task HoldAsync(ContentName name, bool held, CancellationToken cancellation) => BlobErrors.TranslateAsync(async () =>
    {
        var blob = Blob(container, name);
        await blob.SetLegalHoldAsync(held, cancellation);
        var set = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.HasLegalHold;
        return set == held ? true : throw new InvalidOperationException($"{name} is not held: the container ignores legal holds.");
    });

    public Task<bool> DeleteAsync(ContentName name, CancellationToken cancellation) => BlobErrors.TranslateAsync(async () =>
    {
        var blob = Blob(container, name);
        if (await FindAsync(blob, cancellation) is { } found
            && (found.HasLegalHold || found.ImmutabilityPolicy?.ExpiresOn > clock.GetUtcNow()))
        {
            return false;
        }
        try
        {
            await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation);
            // Under versioning what was deleted lives on as a version.
            await foreach (var version in container.GetBlobsAsync(BlobTraits.None, BlobStates.Version, blob.Name, cancellation))
            {
                if (version.Name == blob.Name && version.VersionId is { } id)
                    await blob.WithVersion(id).DeleteIfExistsAsync(cancellationToken: cancellation);
            }
            return true;
        }
        catch (RequestFailedException guarded) when (guarded.Status == 409)
        {
            return false;
        }
    });

    public async IAsyncEnumerable<ContentName> ListAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, Kept, cancellation))
        {
            var parts = item.Name.Split('/');
            if (item.Properties.LastModified < before && DigestOf(item.Metadata) is not null && ContentName.TryParse(parts[1], parts[^1], out var name))
                yield return name;
        }
    }

    public Task<int> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation) =>
        BlobErrors.TranslateAsync(() => uploads.RemoveAbandonedAsync(before, cancellation));

    internal static BlockBlobClient Blob(BlobContainerClient container, ContentName name) =>
        container.GetBlockBlobClient($"{Kept}{name.Number}/{name.Id}");

    /// <summary>Null where there is none.</summary>
    internal static async Task<BlobProperties?> FindAsync(BlockBlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Of what was read back and found whole; null where that was not done.</summary>
    internal static string? DigestOf(IDictionary<string, string>? metadata) => metadata?.TryGetValue("sha256", out var sha256) == true ? sha256 : null;

    internal static Task FinishAsync(BlockBlobClient blob, ETag version, string sha256, CancellationToken cancellation) => blob.SetMetadataAsync(
        new Dictionary<string, string> { ["sha256"] = sha256 }, new() { IfMatch = version }, cancellation);

    internal static async Task<string> HashAsync(BlockBlobClient blob, CancellationToken cancellation)
    {
        var download = await blob.DownloadStreamingAsync(cancellationToken: cancellation);
        await using var content = download.Value.Content;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
    }

    /// <summary>Stages blocks under names of this writer alone, so that two under one name cannot mix.</summary>
    private static async Task<(ContentWritten Written, List<string> Blocks)> StageAsync(
        BlockBlobClient blob, Stream source, ContentLimits limits, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (writer, blocks, size) = (RandomNumberGenerator.GetHexString(8), new List<string>(), 0L);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            while (true)
            {
                var length = await source.ReadAtLeastAsync(buffer.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, cancellation);
                size += length;
                if (size > limits.MaxBytes)
                    return (new(ContentOutcome.TooLarge, size), blocks);
                if (length == 0)
                    break;
                hash.AppendData(buffer, 0, length);
                blocks.Add(BlockId(writer, blocks.Count));
                using var block = new MemoryStream(buffer, 0, length, writable: false);
                await blob.StageBlockAsync(blocks[^1], block, cancellationToken: cancellation);
                if (length < BlockBytes)
                    break;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        var outcome = size == 0 ? ContentOutcome.Empty
            : limits.Sha256 is { } told && told != sha256 ? ContentOutcome.OtherDigest
            : ContentOutcome.Written;
        return (new(outcome, size, sha256), blocks);
    }

    /// <summary>All of one blob must be of one length.</summary>
    internal static string BlockId(string writer, int n) =>
        Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{writer}{n:D6}")));
}

/// <summary>A blob, open for reading as it was when it was opened.</summary>
internal sealed class BlobContent(BlockBlobClient blob, long size, ETag version) : IContent
{
    public long Size => size;

    public async Task CopyAsync(long from, long count, Stream to, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, size);
        if (count == 0)
            return;
        var range = new BlobDownloadOptions { Range = new(from, count), Conditions = new() { IfMatch = version } };
        var download = await BlobErrors.TranslateAsync(() => blob.DownloadStreamingAsync(range, cancellation));
        await using var content = download.Value.Content;
        await content.CopyToAsync(to, cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
