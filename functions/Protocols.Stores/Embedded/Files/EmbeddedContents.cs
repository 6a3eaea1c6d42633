using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Stores.Embedded.Files;

/// <summary>
/// A file for each, in a folder for each protocol. It is written beside, flushed, and renamed into its place, so that whatever is
/// found there is whole.
/// </summary>
internal sealed class EmbeddedContents : IContents
{
    // One at a time: file and checksums must be of the same bytes, and one process has the folder.
    private static readonly SemaphoreSlim keeping = new(1, 1);

    private readonly ContentFolder folder;
    private readonly FileUploads uploads;
    private readonly TimeProvider clock;

    public EmbeddedContents(string root, TimeProvider clock)
    {
        (folder, this.clock) = (new(root), clock);
        uploads = new(folder, clock);
    }

    public Task<ContentWritten> WriteAsync(ContentName name, Stream source, ContentLimits limits, CancellationToken cancellation) =>
        Disk.WriteAsync(async () =>
        {
            if (File.Exists(folder.File(name)))
                return new(ContentOutcome.Exists);
            folder.Prepare(folder.Coming);
            var beside = Path.Combine(folder.Coming, $"{name.Number}.{name.Id}.{Path.GetRandomFileName()}");
            try
            {
                ContentWritten written;
                Checksums sums;
                using (var file = File.OpenHandle(beside, FileMode.CreateNew, FileAccess.Write))
                {
                    (written, sums) = await Intake.RunAsync(source, file, limits, cancellation);
                    if (written.Outcome == ContentOutcome.Written)
                        await KeepChecksumsAsync(beside, sums, () => RandomAccess.FlushToDisk(file), cancellation);
                }
                return written.Outcome != ContentOutcome.Written || await KeepAsync(folder, clock, name, beside, cancellation)
                    ? written
                    : new(ContentOutcome.Exists);
            }
            finally
            {
                File.Delete(beside);
                File.Delete(beside + ContentFolder.ChecksumsEnding);
            }
        });

    public Task<Upload> BeginAsync(ContentName name, Upload upload, CancellationToken cancellation) =>
        Disk.WriteAsync(() => uploads.BeginAsync(name, upload, cancellation));

    public Task<UploadState?> FindUploadAsync(ContentName name, CancellationToken cancellation) => uploads.FindAsync(name, cancellation);

    public Task<PartOutcome> WritePartAsync(ContentName name, int part, ContentLimits limits, Stream source, CancellationToken cancellation) =>
        Disk.WriteAsync(() => uploads.WriteAsync(name, part, limits, source, cancellation));

    public Task<ContentWritten> CompleteAsync(ContentName name, string? sha256, CancellationToken cancellation) =>
        Disk.WriteAsync(() => uploads.CompleteAsync(name, sha256, cancellation));

    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever opened it closes it.")]
    public async Task<IContent?> OpenAsync(ContentName name, CancellationToken cancellation)
    {
        try
        {
            var file = File.OpenHandle(folder.File(name), options: FileOptions.RandomAccess);
            var sums = folder.Checksums(name);
            return new ContentFile(file, File.Exists(sums) ? await File.ReadAllBytesAsync(sums, cancellation) : []);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>One's own disk forbids nothing to whoever owns it; this keeps from accidents.</summary>
    public Task ProtectAsync(ContentName name, DateTimeOffset until, CancellationToken cancellation)
    {
        File.SetAttributes(folder.File(name), FileAttributes.ReadOnly);
        return Task.CompletedTask;
    }

    public async Task HoldAsync(ContentName name, bool held, CancellationToken cancellation)
    {
        if (!held)
            File.Delete(folder.Hold(name));
        else
            await Disk.WriteAsync(async () =>
            {
                await Disk.WriteWholeAsync(folder.Hold(name), default, cancellation);
                return true;
            });
        Disk.Flush(Path.GetDirectoryName(folder.File(name))!);
    }

    public Task<bool> DeleteAsync(ContentName name, CancellationToken cancellation)
    {
        if (File.Exists(folder.Hold(name)))
            return Task.FromResult(false);
        var file = folder.File(name);
        if (File.Exists(file))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            File.Delete(file);
            File.Delete(folder.Checksums(name));
            Disk.Flush(Path.GetDirectoryName(file)!);
        }
        return Task.FromResult(true);
    }

    public async IAsyncEnumerable<ContentName> ListAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        if (!Directory.Exists(folder.Kept))
            yield break;
        foreach (var file in Directory.EnumerateFiles(folder.Kept, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ContentFolder.NameOf(file) is { } name && File.GetLastWriteTimeUtc(file) < before.UtcDateTime)
                yield return name;
        }
    }

    public Task<int> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation) => uploads.RemoveAbandonedAsync(before, cancellation);

    /// <summary>Writes and flushes the checksums of a file beside it, while the file itself is flushed.</summary>
    internal static async Task KeepChecksumsAsync(string beside, Checksums sums, Action flush, CancellationToken cancellation)
    {
        var flushed = Task.Run(flush, CancellationToken.None);
        using (var file = File.OpenHandle(beside + ContentFolder.ChecksumsEnding, FileMode.Create, FileAccess.Write))
        {
            await RandomAccess.WriteAsync(file, sums.Write(), 0, cancellation);
            RandomAccess.FlushToDisk(file);
        }
        await flushed;
    }

    /// <summary>Puts a file that is whole and flushed into its place, its checksums before it.</summary>
    /// <returns>False where something stands there already.</returns>
    internal static async Task<bool> KeepAsync(
        ContentFolder folder, TimeProvider clock, ContentName name, string beside, CancellationToken cancellation)
    {
        var place = folder.File(name);
        folder.Prepare(Path.GetDirectoryName(place)!);
        await keeping.WaitAsync(cancellation);
        try
        {
            if (File.Exists(place))
                return false;
            File.Move(beside + ContentFolder.ChecksumsEnding, folder.Checksums(name), overwrite: true);
            // By the service's clock, as everything else that ages.
            File.SetLastWriteTimeUtc(beside, clock.GetUtcNow().UtcDateTime);
            File.Move(beside, place, overwrite: false);
        }
        finally
        {
            keeping.Release();
        }
        Disk.Flush(Path.GetDirectoryName(place)!);
        return true;
    }
}
