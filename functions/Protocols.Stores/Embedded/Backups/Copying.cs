using Protocols.Stores.Embedded.Files;

namespace Protocols.Stores.Embedded.Backups;

/// <summary>Copies files so that a name stands for a whole file: written beside, flushed, renamed, and hashed on the way.</summary>
internal static class Copying
{
    /// <summary>How files end that are not whole yet.</summary>
    public const string Beside = ".coming";

    /// <returns>Size and SHA-256 of what was copied.</returns>
    public static async Task<(long Size, string Sha256)> CopyAsync(string from, string to, CancellationToken cancellation)
    {
        PrivateFolder.Create(Path.GetDirectoryName(to)!);
        var beside = to + Beside;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var source = Read(from);
        long size;
        string sha256;
        using (var target = new FileStream(beside, options))
        {
            (size, sha256) = await TakeAsync(source, target.SafeFileHandle, cancellation);
            RandomAccess.FlushToDisk(target.SafeFileHandle);
        }
        // What ages does so by this date.
        File.SetLastWriteTimeUtc(beside, File.GetLastWriteTimeUtc(from));
        if (File.GetAttributes(from).HasFlag(FileAttributes.ReadOnly))
            File.SetAttributes(beside, FileAttributes.ReadOnly);
        File.Move(beside, to, overwrite: true);
        return (size, sha256);
    }

    public static async Task<(long Size, string Sha256)> HashAsync(string file, CancellationToken cancellation)
    {
        await using var source = Read(file);
        return await TakeAsync(source, null, cancellation);
    }

    /// <summary>Makes the entries of a folder and of all that are in it durable.</summary>
    public static void FlushAll(string folder)
    {
        foreach (var inside in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            Disk.Flush(inside);
        Disk.Flush(folder);
    }

    /// <summary>Removes a folder with everything in it, where there is one.</summary>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Delete(file);
        Directory.Delete(folder, recursive: true);
    }

    public static void Delete(string file)
    {
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
    }

    private static FileStream Read(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);

    private static async Task<(long Size, string Sha256)> TakeAsync(
        FileStream source, Microsoft.Win32.SafeHandles.SafeFileHandle? into, CancellationToken cancellation)
    {
        var (written, _) = await Intake.RunAsync(source, into, new(long.MaxValue), cancellation);
        return (written.Size, written.Sha256);
    }
}
