using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Protocols.Ports;

namespace Protocols.Stores.Embedded.Files;

/// <summary>What the base library leaves out about files that must outlive the power.</summary>
internal static class Disk
{
    // SYNC_FILE_RANGE_WRITE
    private const uint BeginWriting = 2;

    private const int Exists = 17;

    private const int NoSpace = 28, QuotaUsedUpLinux = 122, QuotaUsedUpMac = 69, WindowsFull = unchecked((int)0x80070070);

    /// <summary>Makes the entries of a folder durable: a file that was renamed into it is there after the power came back.</summary>
    public static void Flush(string folder)
    {
        // Windows writes entries through with the file itself.
        if (OperatingSystem.IsWindows())
            return;
        var handle = open(folder, 0);
        if (handle < 0)
            throw new IOException($"The folder '{folder}' cannot be opened.", Marshal.GetLastPInvokeError());
        try
        {
            if (fsync(handle) != 0)
                throw new IOException($"The folder '{folder}' cannot be flushed.", Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = close(handle);
        }
    }

    /// <summary>
    /// Gives a file that is whole the name it is found by, unless that is taken; of several at once one does. The base library looks first and
    /// renames then, so that two who look at the same moment both would. The file may still stand under its old name too.
    /// </summary>
    /// <returns>False where the name is taken.</returns>
    public static bool TryName(string file, string name)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (link(file, name) == 0)
                return true;
            if (Marshal.GetLastPInvokeError() == Exists)
                return false;
            // Not every file system has links.
        }
        try
        {
            File.Move(file, name, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    /// <summary>Lets the disk begin with what was written, so that little is left to do when the file is flushed.</summary>
    public static void Begin(SafeFileHandle file, long at, long length)
    {
        // A hint: what it does not do, the flush does.
        if (OperatingSystem.IsLinux())
            _ = sync_file_range(file, at, length, BeginWriting);
    }

    /// <summary>Does what writes files; a full disk or used-up quota is told as such.</summary>
    public static async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (IOException full) when (full.HResult is NoSpace or QuotaUsedUpLinux or QuotaUsedUpMac or WindowsFull)
        {
            throw new StoreFullException("The disk that holds the recordings is full; nothing was kept.", full);
        }
    }

    /// <summary>Writes a small file whole: nobody finds half of it.</summary>
    public static async Task WriteWholeAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = File.OpenHandle(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await RandomAccess.WriteAsync(file, bytes, 0, cancellation);
                RandomAccess.FlushToDisk(file);
            }
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int handle);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sync_file_range(SafeFileHandle file, long offset, long length, uint flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
}
