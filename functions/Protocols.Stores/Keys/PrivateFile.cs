using Protocols.Stores.Embedded.Files;

namespace Protocols.Stores.Keys;

/// <summary>Files that hold keys: for the service's account only.</summary>
internal static class PrivateFile
{
    /// <summary>Of several processes that do this at once one file stays, and all read that one.</summary>
    public static void Create(string path, Action<Stream> write)
    {
        var beside = Beside(path, write);
        Disk.TryName(beside, path);
        File.Delete(beside);
        Settle(path);
    }

    /// <summary>Puts another in its place, whole: whatever breaks, one of the two is there.</summary>
    public static void Replace(string path, Action<Stream> write)
    {
        File.Move(Beside(path, write), path, overwrite: true);
        Settle(path);
    }

    private static string Beside(string path, Action<Stream> write)
    {
        var beside = Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetRandomFileName()}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }
        return beside;
    }

    /// <summary>The name must be as durable as the content before anything is made with the key.</summary>
    private static void Settle(string path)
    {
        using var named = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        named.Flush(flushToDisk: true);
    }
}
