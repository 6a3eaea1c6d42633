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
    private const int LookupBytes = 16, MarkBytes = 12;

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

    /// <summary>Which key new things are made under.</summary>
    public string CurrentId => current.Id;

    /// <summary>Every key there is, in no promised order.</summary>
    public IReadOnlyCollection<string> Ids => byId.Keys;

    /// <summary>What tells this key from another of the same id, and nothing else; null where the ring has none of that id.</summary>
    public string? Mark(string id) => byId.TryGetValue(id, out var key) ? Base64Url.EncodeToString(key.Derive("mark").AsSpan(0, MarkBytes)) : null;

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

    /// <summary>The same data key, wrapped under the current key.</summary>
    /// <exception cref="CryptographicException">The ring lacks the key, or the wrapped key was changed or belongs to another protocol.</exception>
    public WrappedKey Rewrap(WrappedKey wrapped, string number)
    {
        if (!byId.TryGetValue(wrapped.KeyId, out var key))
            throw new CryptographicException($"The key ring has no key '{wrapped.KeyId}'.");
        var dataKey = key.Unwrap(wrapped.Sealed, Encoding.ASCII.GetBytes(number));
        try
        {
            return Wrap(dataKey, number);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Encrypts something small and short-lived that the service hands out, for one purpose.</summary>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound) => Sealing.Seal(Derive(purpose), plain, bound);

    /// <summary>Opens it again, whichever key of the ring was the current one then.</summary>
    /// <exception cref="CryptographicException">Somebody made it up, it was made for something else, or under a key that is gone.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> bound)
    {
        CryptographicException? refused = null;
        foreach (var key in InOrder())
        {
            try
            {
                return Sealing.Open(key.Derive(purpose), sealedBytes, bound);
            }
            catch (CryptographicException other)
            {
                refused ??= other;
            }
        }
        throw refused!;
    }

    /// <summary>The look-up hash of a value under the current key: equal values give equal hashes, and nobody without the key can guess them.</summary>
    /// <param name="kind">What the value is, so that a telephone never matches a document.</param>
    public string LookupKey(string kind, string value) => current.Lookup(kind, value);

    /// <summary>The hashes under every key, current first: what to ask for while a rotation is under way.</summary>
    public IEnumerable<string> LookupKeys(string kind, string value) =>
        InOrder().Select(key => key.Lookup(kind, value));

    /// <summary>Whether a look-up hash was made under the current key.</summary>
    public bool IsCurrent(string lookupKey) =>
        lookupKey.Length > current.Id.Length && lookupKey[current.Id.Length] == '.' && lookupKey.StartsWith(current.Id, StringComparison.Ordinal);

    /// <summary>A secret of its own for one purpose, stable as long as the current key is.</summary>
    public byte[] Derive(string purpose) => current.Derive(purpose);

    /// <summary>The current one first.</summary>
    private IEnumerable<Key> InOrder() => byId.Values.OrderByDescending(key => key == current);

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
