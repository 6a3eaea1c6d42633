using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Protocols.Chain;

/// <summary>
/// The service's master keys, held in memory: it wraps the data key of each protocol, makes the look-up hashes and derives the
/// service's smaller secrets. The first key is the current one; the others still open what was made under them.
/// </summary>
public sealed class KeyRing
{
    public const int KeyBytes = 32;
    private const int LookupBytes = 16;

    private readonly Key current;
    private readonly Dictionary<string, Key> byId;

    /// <param name="keys">Current first; ids are unique, 1 to 16 letters or digits; secrets of <see cref="KeyBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">There is no key, an id stands twice or a secret has another length.</exception>
    public KeyRing(IReadOnlyList<RingKey> keys)
    {
        if (keys.Count == 0 || keys.Any(key => key.Secret.Length != KeyBytes))
            throw new ArgumentException($"A key ring needs at least one key, each of {KeyBytes} bytes.", nameof(keys));
        byId = keys.ToDictionary(key => key.Id, Key.From);
        current = byId[keys[0].Id];
    }

    /// <summary>Encrypts a protocol's data key; only the same protocol's number opens it again.</summary>
    public WrappedKey Wrap(ReadOnlySpan<byte> dataKey, string number) =>
        new(current.Id, current.Wrap(dataKey, Encoding.ASCII.GetBytes(number)));

    /// <exception cref="CryptographicException">The ring lacks the key, or the wrapped key was changed or belongs to another protocol.</exception>
    public DataKey Unwrap(WrappedKey wrapped, string number)
    {
        if (!byId.TryGetValue(wrapped.KeyId, out var key))
            throw new CryptographicException($"The key ring has no key '{wrapped.KeyId}'.");
        return new DataKey(key.Unwrap(wrapped.Sealed, Encoding.ASCII.GetBytes(number)), number);
    }

    /// <summary>The look-up hash of a value under the current key: equal values give equal hashes, and nobody without the key can guess them.</summary>
    /// <param name="kind">What the value is, so that a telephone never matches a document.</param>
    public string LookupKey(string kind, string value) => current.Lookup(kind, value);

    /// <summary>The hashes under every key, current first: what to ask for while a rotation is under way.</summary>
    public IEnumerable<string> LookupKeys(string kind, string value) =>
        byId.Values.OrderByDescending(key => key == current).Select(key => key.Lookup(kind, value));

    /// <summary>A secret of its own for one purpose, stable as long as the current key is.</summary>
    public byte[] Derive(string purpose) => current.Derive(purpose);

    private sealed class Key(RingKey key)
    {
        private readonly byte[] hashing = Derive(key.Secret, "lookup");
        private readonly ConcurrentDictionary<string, byte[]> derived = new();

        private readonly byte[] wrapping = Derive(key.Secret, "wrap");

        // A cipher serves one call at a time, and making one costs more than wrapping a key.
        private readonly ConcurrentBag<AesGcm> ciphers = [];

        public string Id => key.Id;

        public byte[] Wrap(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> number)
        {
            var cipher = Take();
            var made = Sealing.Seal(cipher, dataKey, number);
            ciphers.Add(cipher);
            return made;
        }

        public byte[] Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> number)
        {
            var cipher = Take();
            var dataKey = Sealing.Open(cipher, wrapped, number);
            ciphers.Add(cipher);
            return dataKey;
        }

        private AesGcm Take() => ciphers.TryTake(out var idle) ? idle : new AesGcm(wrapping, Sealing.TagBytes);

        public static Key From(RingKey key) => new(key);

        public byte[] Derive(string purpose) => derived.GetOrAdd(purpose, static (name, secret) => Derive(secret, name), key.Secret);

        private static byte[] Derive(byte[] secret, string purpose) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: Encoding.ASCII.GetBytes("protocols/" + purpose));

        public string Lookup(string kind, string value)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            HMACSHA256.HashData(hashing, Encoding.UTF8.GetBytes($"{kind}\0{value}"), hash);
            return $"{Id}.{Base64Url.EncodeToString(hash[..LookupBytes])}";
        }
    }
}

/// <summary>One master key.</summary>
public sealed record RingKey(string Id, byte[] Secret);

/// <summary>A protocol's data key as it is stored: encrypted under the named key of the ring. Rotation replaces this alone.</summary>
public sealed record WrappedKey(string KeyId, byte[] Sealed);
