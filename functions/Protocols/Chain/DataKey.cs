using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Protocols.Chain;

/// <summary>The key that one protocol's personal data is encrypted under; without it the bodies are gone for good.</summary>
public sealed class DataKey : IDisposable
{
    private readonly AesGcm cipher;
    private readonly string number;

    internal DataKey(ReadOnlySpan<byte> secret, string number)
    {
        cipher = new AesGcm(secret, Sealing.TagBytes);
        this.number = number;
    }

    /// <summary>Encrypts, bound to this protocol and to what the bytes are, so that nothing can be moved elsewhere unseen.</summary>
    public byte[] Seal(string what, ReadOnlySpan<byte> plain) => Sealing.Seal(cipher, plain, Bound(what));

    /// <exception cref="CryptographicException">The bytes were changed, or they are something else than <paramref name="what"/>.</exception>
    public byte[] Open(string what, ReadOnlySpan<byte> sealedBytes) => Sealing.Open(cipher, sealedBytes, Bound(what));

    /// <summary>What a fact's body is bound to.</summary>
    public static string Body(long n) => string.Create(CultureInfo.InvariantCulture, $"body:{n}");

    public void Dispose() => cipher.Dispose();

    private byte[] Bound(string what) => Encoding.ASCII.GetBytes($"{number}:{what}");
}

/// <summary>AES-256-GCM as nonce, ciphertext and tag in one array.</summary>
public static class Sealing
{
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        using var cipher = new AesGcm(key, TagBytes);
        return Seal(cipher, plain, bound);
    }

    public static byte[] Seal(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        var output = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = output.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, output.AsSpan(NonceBytes, plain.Length), output.AsSpan(NonceBytes + plain.Length), bound);
        return output;
    }

    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound)
    {
        using var cipher = new AesGcm(key, TagBytes);
        return Open(cipher, sealedBytes, bound);
    }

    public static byte[] Open(AesGcm cipher, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to be encrypted data.");
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        cipher.Decrypt(
            sealedBytes[..NonceBytes], sealedBytes[NonceBytes..^TagBytes], sealedBytes[^TagBytes..], plain, bound);
        return plain;
    }
}
