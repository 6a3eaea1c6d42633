using System.Globalization;
using Protocols.Ports;

namespace Protocols.Stores.Embedded.Files;

/// <summary>
/// A file for each day, written beside, flushed and linked to its name, which fails where that is taken; then nobody may write it. Its owner could make it
/// writable again, so a copy that leaves the machine is worth more.
/// </summary>
public sealed class SealFiles(string folder) : ISealArchive
{
    /// <summary>Beside the database.</summary>
    public const string Folder = "seals";

    /// <inheritdoc/>
    public Task<byte[]> KeepAsync(DateOnly day, byte[] seal, CancellationToken cancellation) => Disk.WriteAsync(async () =>
    {
        if (await FindAsync(day, cancellation) is { } there)
            return there;
        PrivateFolder.Create(folder);
        var beside = Path.Combine(folder, $".{Path.GetRandomFileName()}");
        try
        {
            using (var file = File.OpenHandle(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await RandomAccess.WriteAsync(file, seal, 0, cancellation);
                RandomAccess.FlushToDisk(file);
            }
            File.SetAttributes(beside, FileAttributes.ReadOnly);
            if (!Disk.TryName(beside, PathOf(day)))
                return await File.ReadAllBytesAsync(PathOf(day), cancellation);
            Disk.Flush(folder);
            return seal;
        }
        finally
        {
            Remove(beside);
        }
    });

    /// <inheritdoc/>
    public async Task<byte[]?> FindAsync(DateOnly day, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(day), cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Only Windows asks whether what is deleted may be written; elsewhere its attributes are those of the seal it may be linked to.</summary>
    private static void Remove(string beside)
    {
        if (OperatingSystem.IsWindows() && File.Exists(beside))
            File.SetAttributes(beside, FileAttributes.Normal);
        File.Delete(beside);
    }

    private string PathOf(DateOnly day) => Path.Combine(folder, $"{day.ToString("O", CultureInfo.InvariantCulture)}.json");
}
