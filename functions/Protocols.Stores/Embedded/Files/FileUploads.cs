using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Recordings;

namespace Protocols.Stores.Embedded.Files;

/// <summary>
/// What comes in parts: a folder with what was begun, one file that the parts are written into at their places, and an empty file
/// for each part that is whole and flushed. What is complete is renamed, not copied.
/// </summary>
internal sealed class FileUploads(ContentFolder folder, TimeProvider clock)
{
    private const string Begun = "upload.json", Data = "data", PartEnding = ".part";

    // One process has the folder; of one upload it does one thing at a time.
    private readonly ConcurrentDictionary<ContentName, SemaphoreSlim> busy = new();

    public async Task<Upload> BeginAsync(ContentName name, Upload upload, CancellationToken cancellation)
    {
        using var _ = await EnterAsync(name, cancellation);
        var place = folder.Upload(name);
        if (await ReadAsync(place, cancellation) is { } there)
            return there;
        folder.Prepare(place);
        await Disk.WriteWholeAsync(Path.Combine(place, Begun), JsonSerializer.SerializeToUtf8Bytes(upload, UploadJson.Default.Upload), cancellation);
        Disk.Flush(place);
        return upload;
    }

    public async Task<UploadState?> FindAsync(ContentName name, CancellationToken cancellation)
    {
        var place = folder.Upload(name);
        if (await ReadAsync(place, cancellation) is not { } upload || upload.BegunAt + Upload.Lifetime <= clock.GetUtcNow())
            return null;
        var there = Directory.EnumerateFiles(place, "*" + PartEnding)
            .Select(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture));
        return new(upload, there.ToHashSet());
    }

    public async Task<PartOutcome> WriteAsync(ContentName name, int part, ContentLimits limits, Stream source, CancellationToken cancellation)
    {
        using var _ = await EnterAsync(name, cancellation);
        if (File.Exists(folder.File(name)))
            return PartOutcome.Written;
        var place = folder.Upload(name);
        var mark = Path.Combine(place, part.ToString("D5", CultureInfo.InvariantCulture) + PartEnding);
        // First of all it counts no more: whatever happens meanwhile, half of a part is none.
        File.Delete(mark);
        Disk.Flush(place);
        using (var file = File.OpenHandle(Path.Combine(place, Data), FileMode.OpenOrCreate, FileAccess.Write))
        {
            if (await FillAsync(source, file, (part - 1L) * Upload.PartBytes, limits, cancellation) is not PartOutcome.Written and var wrong)
                return wrong;
            RandomAccess.FlushToDisk(file);
        }
        await File.WriteAllBytesAsync(mark, [], cancellation);
        Disk.Flush(place);
        return PartOutcome.Written;
    }

    public async Task<ContentWritten> CompleteAsync(ContentName name, string? sha256, CancellationToken cancellation)
    {
        using var _ = await EnterAsync(name, cancellation);
        if (File.Exists(folder.File(name)))
            return (await HashAsync(folder.File(name), new(long.MaxValue, sha256), cancellation)).Written;
        if (await FindAsync(name, cancellation) is not { } state || state.Missing.Any())
            return new(ContentOutcome.Incomplete);
        var data = Path.Combine(folder.Upload(name), Data);
        var (written, sums) = await HashAsync(data, new(state.Upload.Size, sha256), cancellation);
        if (written.Outcome != ContentOutcome.Written || written.Size != state.Upload.Size)
            return written.Outcome == ContentOutcome.Written ? new(ContentOutcome.Incomplete) : written;
        // What was begun stays until it is old, so that a repetition is answered.
        await EmbeddedContents.KeepChecksumsAsync(data, sums, static () => { }, cancellation);
        return await EmbeddedContents.KeepAsync(folder, clock, name, data, cancellation) ? written : new(ContentOutcome.Exists);
    }

    public async Task<int> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var place in Directory.Exists(folder.Uploads) ? Directory.EnumerateDirectories(folder.Uploads) : [])
        {
            var begun = await ReadAsync(place, cancellation) is { } upload ? upload.BegunAt : new(Directory.GetLastWriteTimeUtc(place));
            if (begun >= before)
                continue;
            removed += File.Exists(Path.Combine(place, Data)) ? 1 : 0;
            Directory.Delete(place, recursive: true);
        }
        // What a killed process was just taking in.
        foreach (var file in Directory.Exists(folder.Coming) ? Directory.EnumerateFiles(folder.Coming) : [])
        {
            if (File.GetLastWriteTimeUtc(file) >= before.UtcDateTime)
                continue;
            removed++;
            File.Delete(file);
        }
        return removed;
    }

    /// <summary>Exactly so many bytes, neither more nor less.</summary>
    private static async Task<PartOutcome> FillAsync(
        Stream source, Microsoft.Win32.SafeHandles.SafeFileHandle file, long at, ContentLimits limits, CancellationToken cancellation)
    {
        using var hash = limits.Sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            for (var left = limits.MaxBytes; ;)
            {
                var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left + 1)), cancellation);
                if (read > left || (read == 0 && left > 0))
                    return PartOutcome.OtherSize;
                if (read == 0)
                    return hash is null || Convert.ToHexStringLower(hash.GetHashAndReset()) == limits.Sha256 ? PartOutcome.Written : PartOutcome.OtherDigest;
                hash?.AppendData(buffer, 0, read);
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), at, cancellation);
                (at, left) = (at + read, left - read);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<(ContentWritten Written, Checksums Sums)> HashAsync(string path, ContentLimits limits, CancellationToken cancellation)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.SequentialScan);
        return await Intake.RunAsync(stream, null, limits, cancellation);
    }

    private static async Task<Upload?> ReadAsync(string place, CancellationToken cancellation)
    {
        var begun = Path.Combine(place, Begun);
        return File.Exists(begun)
            ? JsonSerializer.Deserialize(await File.ReadAllBytesAsync(begun, cancellation), UploadJson.Default.Upload)
            : null;
    }

    private async Task<Held> EnterAsync(ContentName name, CancellationToken cancellation)
    {
        var gate = busy.GetOrAdd(name, static _ => new(1, 1));
        await gate.WaitAsync(cancellation);
        return new(gate);
    }

    private readonly struct Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(Upload))]
internal sealed partial class UploadJson : JsonSerializerContext;
