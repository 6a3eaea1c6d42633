using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Ports;

namespace Protocols.Chain;

/// <summary>Keeps a service from starting with another ring than the one its database was written under.</summary>
public static class KeyRingCheck
{
    /// <summary>
    /// Whether the ring opens the newest protocol; also true where there is none, or none that can be read or was not erased: what
    /// is damaged is for the verification to tell.
    /// </summary>
    public static async Task<bool> OpensAsync(StoreSet stores, CancellationToken cancellation)
    {
        try
        {
            var newest = await stores.Protocols.ListAsync(new() { Limit = 1 }, cancellation);
            if (newest.Items is not [{ Key: { } wrapped } document])
                return true;
            stores.Ring.Unwrap(wrapped, document.Number).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
