using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Facts;
using Protocols.People;

namespace Protocols.Chain;

/// <summary>Makes facts into what is kept and back: canonical header, salted and encrypted body, link to the fact before.</summary>
public static class FactCodec
{
    public const int SaltBytes = 16;

    /// <summary>What the first fact is linked to: 32 zero bytes.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <param name="salt">Drawn for this fact alone; unused where there is no body.</param>
    public static (Fact Fact, StoredFact Stored) Seal(
        NewFact fact, long n, DateTimeOffset at, Actor by, string linkBefore, DataKey? key, ReadOnlySpan<byte> salt)
    {
        if (fact.Body is not null && key is null)
            throw new InvalidOperationException("A protocol whose personal data was erased takes no more texts.");
        var (bodyHash, body) = fact.Body is null ? (null, null) : SealBody(fact.Body, n, key!, salt);
        var header = new FactHeader(n, at, fact.Terms.Kind, by, fact.Visibility, FactKinds.Write(fact.Terms), bodyHash);
        var element = JsonSerializer.SerializeToElement(header, FactJson.Default.FactHeader);
        var link = Link(linkBefore, element);
        return (new(n, at, by, fact.Visibility, fact.Terms, fact.Body, link, header.Terms), new(element, link, body));
    }

    /// <summary>Reads a kept fact. Without a key, or where the body was erased, the body is null.</summary>
    /// <exception cref="CryptographicException">The body was changed or belongs to another fact.</exception>
    /// <exception cref="JsonException">The header or body cannot be read.</exception>
    public static Fact Open(StoredFact stored, DataKey? key)
    {
        var header = stored.Header.Deserialize(FactJson.Default.FactHeader)
            ?? throw new JsonException("A fact has no header.");
        var body = key is null || stored.Body is null
            ? null
            : JsonSerializer.Deserialize(key.Open(DataKey.Body(header.N), stored.Body).AsSpan(SaltBytes), FactJson.Default.FactBody);
        return new(header.N, header.At, header.By, header.Visibility, FactKinds.Read(header.Kind, header.Terms), body, stored.Link, header.Terms);
    }

    /// <summary>A kept body as it was hashed: its salt, and its JSON with whatever an other version of the service has put there.</summary>
    /// <exception cref="CryptographicException">The body was changed or belongs to another fact.</exception>
    internal static (byte[] Salt, JsonElement Body) OpenBody(StoredFact stored, long n, DataKey key)
    {
        var plain = key.Open(DataKey.Body(n), stored.Body!);
        return (plain[..SaltBytes], JsonSerializer.Deserialize(plain.AsSpan(SaltBytes), FactJson.Default.JsonElement));
    }

    /// <summary>A fact from elsewhere, its body under this key. Whether the body is the header's own is for the verification to tell.</summary>
    internal static StoredFact Under(JsonElement header, string link, byte[]? salt, JsonElement? body, long n, DataKey? key) =>
        new(header, link, body is null || salt is null || key is null ? null : key.Seal(DataKey.Body(n), [.. salt, .. CanonicalJson.Write(body.Value)]));

    /// <summary>The chain's next hash: SHA-256(link before ‖ canonical header).</summary>
    public static string Link(string linkBefore, JsonElement header)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(linkBefore));
        hash.AppendData(CanonicalJson.Write(header));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether the encrypted body is the one the header was made for.</summary>
    /// <exception cref="CryptographicException">The body cannot be decrypted.</exception>
    internal static bool BodyMatches(StoredFact stored, long n, string? bodyHash, DataKey key) =>
        stored.Body is null
            ? bodyHash is null
            : bodyHash == Convert.ToHexStringLower(SHA256.HashData(key.Open(DataKey.Body(n), stored.Body)));

    private static (string Hash, byte[] Sealed) SealBody(FactBody body, long n, DataKey key, ReadOnlySpan<byte> salt)
    {
        var canonical = CanonicalJson.Write(JsonSerializer.SerializeToElement(body, FactJson.Default.FactBody));
        var plain = new byte[SaltBytes + canonical.Length];
        salt[..SaltBytes].CopyTo(plain);
        canonical.CopyTo(plain, SaltBytes);
        return (Convert.ToHexStringLower(SHA256.HashData(plain)), key.Seal(DataKey.Body(n), plain));
    }
}
