using System.Security.Cryptography;
using Protocols.Ports;

namespace Protocols.Chain;

/// <summary>Keeps a service from starting with another ring than the one its database was written under.</summary>
public static class KeyRingCheck
{
    /// <summary>Whether the ring opens the newest protocol; also true where there is none, or none that was not erased.</summary>
    public static async Task<bool> OpensAsync(StoreSet stores, CancellationToken cancellation)
    {
        var newest = await stores.Protocols.ListAsync(new() { Limit = 1 }, cancellation);
        if (newest.Items is not [{ Key: { } wrapped } document])
            return true;
        try
        {
            stores.Ring.Unwrap(wrapped, document.Number).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
