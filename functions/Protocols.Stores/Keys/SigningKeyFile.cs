using System.Text;
using Protocols.Proving;
using Protocols.Stores.Embedded;

namespace Protocols.Stores.Keys;

/// <summary>
/// The signing keys of a machine without a key vault: <c>keys/signing.pem</c> in the data directory, beside the key ring. It is made once
/// and never written over; without it, what was signed before can no longer be told from what was not.
/// </summary>
public static class SigningKeyFile
{
    /// <summary>The keys in the file, which is made with one new key where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; nothing was touched.</exception>
    public static SigningKeys Load(string directory)
    {
        var path = Path.Combine(PrivateFolder.Create(Path.Combine(Path.GetFullPath(directory), "keys")), "signing.pem");
        if (!File.Exists(path))
            PrivateFile.Create(path, file => file.Write(Encoding.ASCII.GetBytes(SigningKeys.NewPem())));
        try
        {
            return SigningKeys.Read(File.ReadAllText(path));
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException(
                $"The key file '{path}' is damaged. Statements are verified by its keys, so it was left untouched and no new one was made. " +
                "Restore it from a backup.");
        }
    }
}
