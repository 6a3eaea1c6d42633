using Azure.Security.KeyVault.Secrets;
using Protocols.Proving;

namespace Protocols.Stores.Keys;

/// <summary>The signing keys of a company's Key Vault, in the form of the key file: fetched once, at the start.</summary>
public static class KeyVaultSigning
{
    /// <param name="vault">A client with the service's identity, which may read secrets and nothing else.</param>
    /// <exception cref="InvalidDataException">The vault gives no such secret, or what it holds are no signing keys; said for the operator.</exception>
    public static async Task<SigningKeys> LoadAsync(SecretClient vault, string secret, CancellationToken cancellation)
    {
        try
        {
            return SigningKeys.Read(await VaultSecret.ReadAsync(vault, secret, cancellation));
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException($"The secret '{secret}' of {vault.VaultUri} holds no signing key in PEM, PKCS#8 on P-256.");
        }
    }
}
