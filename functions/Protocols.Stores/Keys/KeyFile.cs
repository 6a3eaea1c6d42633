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
        PrivateFile.Create(path, file => RingFormat.Write(file, [new(FirstId, RandomNumberGenerator.GetBytes(KeyRing.KeyBytes))]));
        return Read(path);
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
