using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Protocols.Proving;

/// <summary>
/// The keys that statements are signed with (ES256: ECDSA on P-256 with SHA-256), held in memory. The first signs; the others
/// are there for what was signed before, some of them by their public half alone.
/// </summary>
public sealed class SigningKeys
{
    public const string Algorithm = "ES256";

    private const string P256 = "1.2.840.10045.3.1.7";
    private const string PrivateLabel = "PRIVATE KEY", PublicLabel = "PUBLIC KEY";

    private readonly ECParameters current;
    private readonly Dictionary<string, ECParameters> byId;

    private SigningKeys(List<ECParameters> keys)
    {
        current = keys[0];
        byId = keys.ToDictionary(Id);
        Public = [.. keys.Select(key => new PublicKey(Id(key), Written(key.Q.X!), Written(key.Q.Y!)))];
    }

    /// <summary>The public halves, the current one first.</summary>
    public IReadOnlyList<PublicKey> Public { get; }

    /// <summary>Keys as they are kept: PEM, the signing one first (PKCS#8), older ones behind it, whole or only public.</summary>
    /// <exception cref="ArgumentException">The text holds no such keys, the first is no private one, or one stands there twice. Says nothing of the content.</exception>
    public static SigningKeys Read(string pem)
    {
        var keys = new List<ECParameters>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            var block = rest[found.Location];
            if (!rest[found.Label].SequenceEqual(keys.Count == 0 ? PrivateLabel : PublicLabel) && !rest[found.Label].SequenceEqual(PrivateLabel))
                throw new ArgumentException("The first key must be a private one, the others private or public.", nameof(pem));
            keys.Add(Key(block));
            rest = rest[found.Location.End..];
        }
        return keys.Count > 0 && keys.Select(Id).Distinct().Count() == keys.Count
            ? new(keys)
            : throw new ArgumentException("There is no key, or one stands there twice.", nameof(pem));
    }

    /// <summary>A new key, as it is kept.</summary>
    public static string NewPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    public Signature Sign(ReadOnlySpan<byte> data)
    {
        using var key = ECDsa.Create(current);
        return new(Algorithm, Id(current), Base64Url.EncodeToString(key.SignData(data, HashAlgorithmName.SHA256)));
    }

    /// <summary>Whether the named key has signed just this; null where the key is none of these.</summary>
    public bool? Verify(Signature signature, ReadOnlySpan<byte> data)
    {
        if (signature.Alg != Algorithm || !byId.TryGetValue(signature.Kid, out var known))
            return null;
        using var key = ECDsa.Create(known);
        return Base64Url.IsValid(signature.Value)
            && key.VerifyData(data, Base64Url.DecodeFromChars(signature.Value), HashAlgorithmName.SHA256);
    }

    private static ECParameters Key(ReadOnlySpan<char> pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            // A key that is only public has no private half to export.
            var parameters = key.ExportParameters(pem.Contains("PRIVATE", StringComparison.Ordinal));
            return parameters.Curve.Oid.Value == P256 ? parameters : throw new ArgumentException("A key is not of P-256.", nameof(pem));
        }
        catch (CryptographicException)
        {
            // What it holds is not said: an error's text must not carry a part of a key.
            throw new ArgumentException("A key cannot be read.", nameof(pem));
        }
    }

    /// <summary>RFC 7638: the hash of the public key itself, so that nobody has to hand out names.</summary>
    private static string Id(ECParameters key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{Written(key.Q.X!)}}","y":"{{Written(key.Q.Y!)}}"}""")));

    private static string Written(byte[] coordinate) => Base64Url.EncodeToString(coordinate);
}

/// <param name="Alg">ES256.</param>
/// <param name="Kid">Which key: the thumbprint (RFC 7638) of its public half.</param>
/// <param name="Value">The two numbers of the signature, 32 bytes each, base64url.</param>
public sealed record Signature(string Alg, string Kid, string Value);

/// <summary>A public key on P-256.</summary>
/// <param name="Kid">Its thumbprint, RFC 7638.</param>
/// <param name="X">Base64url.</param>
/// <param name="Y">Base64url.</param>
public sealed record PublicKey(string Kid, string X, string Y);
