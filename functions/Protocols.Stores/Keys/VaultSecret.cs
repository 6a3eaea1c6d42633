using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace Protocols.Stores.Keys;

/// <summary>A secret of a company's Key Vault, fetched once at the start; whatever is in the way is said for the operator.</summary>
internal static class VaultSecret
{
    /// <exception cref="InvalidDataException">The vault gives no such secret.</exception>
    public static async Task<string> ReadAsync(SecretClient vault, string secret, CancellationToken cancellation)
    {
        try
        {
            return (await vault.GetSecretAsync(secret, cancellationToken: cancellation)).Value.Value;
        }
        catch (RequestFailedException refused)
        {
            throw new InvalidDataException($"{vault.VaultUri} does not give '{secret}': {refused.ErrorCode ?? refused.Message}", refused);
        }
        catch (AggregateException unreachable)
        {
            throw new InvalidDataException($"{vault.VaultUri} does not answer: {unreachable.InnerException?.Message}", unreachable);
        }
        catch (AuthenticationFailedException nobody)
        {
            throw new InvalidDataException($"{vault.VaultUri} does not give '{secret}': there is no identity to ask with.", nobody);
        }
    }
}
