using Azure.Security.KeyVault.Secrets;
using Protocols.Chain;
using Protocols.Proving;

namespace Protocols.Stores.Keys;

/// <summary>Where the service has its keys from: a vault where one is named, else files in its data folder, made at the first start.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="vault">Null for files; a client with the service's identity, which may read secrets and nothing else.</param>
public sealed class KeySource(string folder, SecretClient? vault)
{
    /// <param name="secret">Its name in the vault.</param>
    /// <param name="refuse">Told why what the vault has cannot be used.</param>
    /// <returns>Null where it was refused.</returns>
    public Task<KeyRing?> RingAsync(string? secret, Action<string> refuse) =>
        LoadAsync(() => KeyFile.Load(folder), (client, name) => KeyVaultRing.LoadAsync(client, name, CancellationToken.None), secret, refuse);

    /// <inheritdoc cref="RingAsync"/>
    public Task<SigningKeys?> SigningAsync(string? secret, Action<string> refuse) =>
        LoadAsync(() => SigningKeyFile.Load(folder), (client, name) => KeyVaultSigning.LoadAsync(client, name, CancellationToken.None), secret, refuse);

    private async Task<T?> LoadAsync<T>(Func<T> ofFile, Func<SecretClient, string, Task<T>> ofVault, string? secret, Action<string> refuse) where T : class
    {
        if (vault is null || secret is null)
            return ofFile();
        try
        {
            return await ofVault(vault, secret);
        }
        catch (InvalidDataException unusable)
        {
            refuse(unusable.Message);
            return null;
        }
    }
}
