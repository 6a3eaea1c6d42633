using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Protocols;
using Protocols.Recordings;

namespace ProtocolFunctions.Blobs;

/// <summary>What comes in parts: a small blob with what was begun, and a block of the recording's own blob for each part.</summary>
internal sealed class BlobUploads(BlobContainerClient container, TimeProvider clock)
{
    private const string Begun = "uploads/", Writer = "part----";

    public async Task<Upload> BeginAsync(ContentName name, Upload upload, CancellationToken cancellation)
    {
        try
        {
            using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(upload, BlobUploadJson.Default.Upload));
            await Manifest(name).UploadAsync(json, new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancellation);
            return upload;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            return await ReadAsync(Manifest(name), cancellation) ?? upload;
        }
    }

    public async Task<UploadState?> FindAsync(ContentName name, CancellationToken cancellation)
    {
        if (await ReadAsync(Manifest(name), cancellation) is not { } upload || upload.BegunAt + Upload.Lifetime <= clock.GetUtcNow())
            return null;
        return new(upload, (await BlocksAsync(name, cancellation)).ToHashSet());
    }

    public async Task<PartOutcome> WriteAsync(ContentName name, int part, ContentLimits limits, Stream source, CancellationToken cancellation)
    {
        var (blob, size) = (BlobContents.Blob(container, name), (int)limits.MaxBytes);
        if (await BlobContents.FindAsync(blob, cancellation) is { } there && BlobContents.DigestOf(there.Metadata) is not null)
            return PartOutcome.Written;
        // One more, to see that it ends.
        var buffer = ArrayPool<byte>.Shared.Rent(size + 1);
        try
        {
            if (await source.ReadAtLeastAsync(buffer.AsMemory(0, size + 1), size + 1, throwOnEndOfStream: false, cancellation) != size)
                return PartOutcome.OtherSize;
            if (limits.Sha256 is { } told && told != Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, size))))
                return PartOutcome.OtherDigest;
            using var block = new MemoryStream(buffer, 0, size, writable: false);
            await blob.StageBlockAsync(BlobContents.BlockId(Writer, part), block, cancellationToken: cancellation);
            return PartOutcome.Written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async Task<ContentWritten> CompleteAsync(ContentName name, string? sha256, CancellationToken cancellation)
    {
        var blob = BlobContents.Blob(container, name);
        var there = await BlobContents.FindAsync(blob, cancellation);
        if (there is not null && BlobContents.DigestOf(there.Metadata) is { } known)
            return Held(known, there.ContentLength, sha256);
        if (await FindAsync(name, cancellation) is not { } state || state.Missing.Any())
            return new(ContentOutcome.Incomplete);
        var blocks = Enumerable.Range(1, state.Upload.Parts).Select(part => BlobContents.BlockId(Writer, part));
        var conditions = there is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new() { IfMatch = there.ETag };
        var committed = await blob.CommitBlockListAsync(blocks, new CommitBlockListOptions { Conditions = conditions }, cancellation);
        var found = await BlobContents.HashAsync(blob, cancellation);
        var written = Held(found, state.Upload.Size, sha256);
        // Until its digest stands beside it, it is not found, and its parts may be put again.
        if (written.Outcome == ContentOutcome.Written)
            await BlobContents.FinishAsync(blob, committed.Value.ETag, found, cancellation);
        return written;
    }

    public async Task<int> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var removed = 0;
        await foreach (var item in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Begun, cancellation))
        {
            var manifest = container.GetBlobClient(item.Name);
            if (await ReadAsync(manifest, cancellation) is not { } upload || upload.BegunAt >= before)
                continue;
            var parts = item.Name.Split('/');
            if (ContentName.TryParse(parts[1], parts[^1], out var name) && await RemoveAsync(name, cancellation))
                removed++;
            await manifest.DeleteIfExistsAsync(cancellationToken: cancellation);
        }
        return removed;
    }

    /// <summary>Removes blocks that were never made into something; blocks alone can only be removed by committing none of them.</summary>
    private async Task<bool> RemoveAsync(ContentName name, CancellationToken cancellation)
    {
        var blob = BlobContents.Blob(container, name);
        var there = await BlobContents.FindAsync(blob, cancellation);
        if (there is not null && BlobContents.DigestOf(there.Metadata) is not null)
            return false;
        if (there is null)
        {
            if ((await BlocksAsync(name, cancellation)).Count == 0)
                return false;
            await blob.CommitBlockListAsync([], new CommitBlockListOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancellation);
        }
        return await blob.DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    /// <summary>The parts that are there.</summary>
    private async Task<IReadOnlyList<int>> BlocksAsync(ContentName name, CancellationToken cancellation)
    {
        try
        {
            BlockList blocks = await BlobContents.Blob(container, name).GetBlockListAsync(BlockListTypes.All, cancellationToken: cancellation);
            return
            [
                .. blocks.CommittedBlocks.Concat(blocks.UncommittedBlocks)
                    .Select(block => Encoding.ASCII.GetString(Convert.FromBase64String(block.Name)))
                    .Where(id => id.StartsWith(Writer, StringComparison.Ordinal))
                    .Select(id => int.Parse(id.AsSpan(Writer.Length), CultureInfo.InvariantCulture)),
            ];
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    private static ContentWritten Held(string found, long size, string? told) =>
        new(told is not null && told != found ? ContentOutcome.OtherDigest : ContentOutcome.Written, size, found);

    private static async Task<Upload?> ReadAsync(BlobClient manifest, CancellationToken cancellation)
    {
        try
        {
            var content = await manifest.DownloadContentAsync(cancellation);
            return JsonSerializer.Deserialize(content.Value.Content, BlobUploadJson.Default.Upload);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private BlobClient Manifest(ContentName name) => container.GetBlobClient($"{Begun}{name.Number}/{name.Id}");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(Upload))]
internal sealed partial class BlobUploadJson : JsonSerializerContext;
