using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Chain;
using Protocols.Stores.Embedded;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Keys;

/// <summary>
/// The key ring of a machine without a key vault: <c>keys/ring.json</c> in the data directory, readable by the service's account
/// only. Without it nothing personal can be read again, so it is made once and never written over.
/// </summary>
public static class KeyFile
{
    private const string FirstId = "k1";

    /// <summary>The ring in the file, which is made with one random key where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or it is gone while there is a database; nothing was touched.</exception>
    public static KeyRing Load(string directory)
    {
        var folder = PrivateFolder.Create(Path.Combine(Path.GetFullPath(directory), "keys"));
        var path = Path.Combine(folder, "ring.json");
        if (File.Exists(path))
            return Read(path);
        if (File.Exists(Path.Combine(directory, Database.FileName)))
        {
            throw new InvalidDataException(
                $"There is a database, but its key file '{path}' is gone. Everything stored is encrypted under its keys, so no new one " +
                "was made. Restore it from a backup.");
        }
        Create(folder, path);
        return Read(path);
    }

    /// <summary>Of several processes that do this at once one file stays, and all read that one.</summary>
    private static void Create(string folder, string path)
    {
        var beside = Path.Combine(folder, $"{Path.GetRandomFileName()}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
        {
            RingFormat.Write(file, [new(FirstId, RandomNumberGenerator.GetBytes(KeyRing.KeyBytes))]);
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
        // The name must be as durable as the content before anything is encrypted under the key.
        using var named = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        named.Flush(flushToDisk: true);
    }

    private static KeyRing Read(string path)
    {
        try
        {
            return RingFormat.Read(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The key file '{path}' is damaged: {error.Message} Everything stored is encrypted under its keys, so it was left " +
                "untouched and no new one was made. Restore it from a backup.",
                error);
        }
    }
}
