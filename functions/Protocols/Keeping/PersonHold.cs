using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Protocols.Chain;

namespace Protocols.Keeping;

/// <summary>A legal hold on a person, whatever protocols he has or opens later (M26).</summary>
/// <param name="Reference">The lawsuit's or inquiry's number.</param>
/// <param name="Key">What his document is encrypted under, wrapped by the key ring.</param>
/// <param name="Document">Encrypted, since it must outlast every look-up hash and tell nobody who is sued.</param>
public sealed record PersonHold(string Id, string Reference, WrappedKey Key, byte[] Document, DateTimeOffset At)
{
    private const int IdBytes = 16;
    private const string What = "document";

    /// <param name="document">Normalised.</param>
    public static PersonHold Create(string document, string reference, KeyRing ring, DateTimeOffset now)
    {
        var id = RandomNumberGenerator.GetHexString(2 * IdBytes, lowercase: true);
        var (key, made) = OwnKey.Seal(ring, Bound(id), What, Encoding.ASCII.GetBytes(document));
        return new(id, reference, key, made, now);
    }

    /// <exception cref="CryptographicException">It was changed, or the ring lacks its key.</exception>
    public bool IsOn(string document, KeyRing ring) => Encoding.ASCII.GetString(OwnKey.Open(ring, Bound(Id), What, Key, Document)) == document;

    /// <inheritdoc cref="OwnKey.MustMove"/>
    public bool MustMove(KeyRing ring) => OwnKey.MustMove(ring, Key);

    /// <summary>The same under the ring's current key.</summary>
    public PersonHold Under(KeyRing ring) => this with { Key = ring.Rewrap(Key, Bound(Id)) };

    private static string Bound(string id) => $"hold/{id}";
}

/// <summary>The one spelling of the list in every store.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(IReadOnlyList<PersonHold>))]
public sealed partial class PersonHoldJson : JsonSerializerContext;
