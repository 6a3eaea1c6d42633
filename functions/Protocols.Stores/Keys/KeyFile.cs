using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Chain;
using Protocols.Stores.Embedded;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Keys;

/// <summary>
/// The key ring of a machine without a key vault: <c>keys/ring.json</c> in the data directory, readable by the service's account
/// only. Without it nothing personal can be read again, so it is made once, and changed only where an operator adds or drops a key.
/// </summary>
public static class KeyFile
{
    private const string FirstId = "k1";
    private const int LongestId = 16;

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

    /// <summary>Makes one more key: the current one from the next start on. The others stay behind it.</summary>
    /// <exception cref="InvalidDataException">There is no such file, it is damaged, the id cannot be one, or the ring has a key of that id.</exception>
    public static void Add(string directory, string id) => Change(directory, keys =>
        id.Length is 0 or > LongestId || !id.All(char.IsAsciiLetterOrDigit) ? throw new InvalidDataException($"A key's id has 1 to {LongestId} letters or digits.")
        : keys.Any(key => key.Id == id) ? throw new InvalidDataException($"The key ring has a '{id}' already.")
        : [new(id, RandomNumberGenerator.GetBytes(KeyRing.KeyBytes)), .. keys]);

    /// <summary>Takes a key out that is not the current one. Whether something is kept under it is for the caller to know.</summary>
    /// <exception cref="InvalidDataException">There is no such file, it is damaged, or the key is the current one or none of the ring's.</exception>
    public static void Drop(string directory, string id) => Change(directory, keys => keys.Skip(1).Any(key => key.Id == id)
        ? [.. keys.Where(key => key.Id != id)]
        : throw new InvalidDataException($"The key ring has no '{id}' behind its current key."));

    private static void Change(string directory, Func<IReadOnlyList<RingKey>, IReadOnlyList<RingKey>> change)
    {
        var path = Path.Combine(Path.GetFullPath(directory), "keys", "ring.json");
        if (!File.Exists(path))
            throw new InvalidDataException($"There is no key file '{path}'.");
        Read(path);
        var keys = change(RingFormat.ReadKeys(File.ReadAllBytes(path)));
        // Whoever reads meanwhile sees the one or the other, whole.
        PrivateFile.Replace(path, file => RingFormat.Write(file, keys));
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
