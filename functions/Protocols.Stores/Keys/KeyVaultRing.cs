using System.Text;
using System.Text.Json;
using Azure.Security.KeyVault.Secrets;
using Protocols.Chain;

namespace Protocols.Stores.Keys;

/// <summary>The key ring of a company's Key Vault: fetched once, at the start, so that no request waits for the vault.</summary>
public static class KeyVaultRing
{
    /// <summary>The ring in the secret's current version.</summary>
    /// <param name="vault">A client with the service's identity, which may read secrets and nothing else.</param>
    /// <param name="secret">Name of the secret.</param>
    /// <exception cref="InvalidDataException">The vault gives no such secret, or what it holds is no key ring; said for the operator.</exception>
    public static async Task<KeyRing> LoadAsync(SecretClient vault, string secret, CancellationToken cancellation)
    {
        try
        {
            return RingFormat.Read(Encoding.UTF8.GetBytes(await VaultSecret.ReadAsync(vault, secret, cancellation)));
        }
        // What the secret holds is not said: an error's text must not carry a part of a key.
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The secret '{secret}' of {vault.VaultUri} is no key ring.");
        }
    }
}
