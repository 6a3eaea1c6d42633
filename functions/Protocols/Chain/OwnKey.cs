using System.Security.Cryptography;

namespace Protocols.Chain;

/// <summary>Something small that is kept outside of any protocol, under a data key of its own that the ring wraps; a rotation wraps that one anew.</summary>
internal static class OwnKey
{
    /// <param name="bound">What it belongs to, in ASCII; nothing else opens it, and no protocol has such a number.</param>
    /// <param name="what">What it is.</param>
    public static (WrappedKey Key, byte[] Sealed) Seal(KeyRing ring, string bound, string what, ReadOnlySpan<byte> plain)
    {
        Span<byte> secret = stackalloc byte[KeyRing.KeyBytes];
        RandomNumberGenerator.Fill(secret);
        var wrapped = ring.Wrap(secret, bound);
        CryptographicOperations.ZeroMemory(secret);
        using var key = ring.Unwrap(wrapped, bound);
        return (wrapped, key.Seal(what, plain));
    }

    /// <exception cref="CryptographicException">It was changed, or the ring lacks its key.</exception>
    public static byte[] Open(KeyRing ring, string bound, string what, WrappedKey wrapped, byte[] bytes)
    {
        using var key = ring.Unwrap(wrapped, bound);
        return key.Open(what, bytes);
    }

    /// <summary>Whether a rotation wraps it anew: it is under an older key, and the ring has that.</summary>
    public static bool MustMove(KeyRing ring, WrappedKey key) => key.KeyId != ring.CurrentId && ring.Ids.Contains(key.KeyId);
}
