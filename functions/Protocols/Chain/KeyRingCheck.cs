using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Ports;
using Protocols.Rotation;

namespace Protocols.Chain;

/// <summary>Keeps a service from starting with another ring than the one its database was written under.</summary>
public static class KeyRingCheck
{
    /// <summary>Why a service must not start with the ring, for the operator; null where it may, and then it is noted which key is the current one.</summary>
    public static async Task<string?> WhyNotAsync(StoreSet stores, TimeProvider clock, CancellationToken cancellation) =>
        !await OpensAsync(stores, cancellation) ? "the key ring there does not open what the database holds"
        : stores.KeyUses is { } uses ? await new TakeUpKeys(uses, stores.Ring, clock).RunAsync(cancellation)
        : null;

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
