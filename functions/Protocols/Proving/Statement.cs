using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Proving.Seals;

namespace Protocols.Proving;

/// <summary>
/// A protocol's whole record as proof (M27): every header with its link, so that nobody can leave one out, and with its salt each
/// body that the reader may see. What is signed is its canonical JSON (RFC 8785) without <see cref="Signature"/>.
/// </summary>
public sealed record Statement
{
    public const string Form = "protocol-statement/1";

    public string Format { get; init; } = Form;
    public required string Number { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The role it was made for; what is left out follows from it.</summary>
    public required string IssuedTo { get; init; }

    /// <summary>Version of the company's rules that the protocol was opened under.</summary>
    public required int Catalog { get; init; }

    /// <summary>How the protocol stood, as its reader is shown it.</summary>
    public required JsonElement Protocol { get; init; }

    /// <summary>All facts in order.</summary>
    public required IReadOnlyList<StatedFact> Facts { get; init; }

    /// <summary>The chain's last hash.</summary>
    public required string Head { get; init; }

    public required StatedSeal Seal { get; init; }

    /// <summary>Null until it is signed.</summary>
    public Signature? Signature { get; init; }

    /// <summary>The same, signed by the current key.</summary>
    public Statement Signed(SigningKeys keys) => this with { Signature = keys.Sign(Unsigned(Write())) };

    public JsonElement Write() => JsonSerializer.SerializeToElement(this, ProvingJson.Default.Statement);

    /// <summary>The bytes that the signature is over.</summary>
    /// <exception cref="JsonException">It holds what no statement does.</exception>
    internal static byte[] Unsigned(JsonElement statement)
    {
        var members = statement.EnumerateObject().Where(member => member.Name != "signature")
            .Select(member => KeyValuePair.Create(member.Name, member.Value));
        return Chain.CanonicalJson.Write(JsonSerializer.SerializeToElement(new(members), ProvingJson.Default.DictionaryStringJsonElement));
    }
}

/// <summary>A fact in a statement.</summary>
/// <param name="Header">As it stands in the chain.</param>
/// <param name="Salt">Lower-case hexadecimal; null where the body is not there.</param>
/// <param name="Withheld">Why a body that the header names is not there.</param>
public sealed record StatedFact(JsonElement Header, string Link, string? Salt = null, JsonElement? Body = null, Withheld? Withheld = null);

/// <summary>Why a statement lacks a body. The header still says what it must hash to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Withheld>))]
public enum Withheld
{
    /// <summary>Notes are the company's own.</summary>
    [JsonStringEnumMemberName("note")] Note,

    /// <summary>The reader sees what is public.</summary>
    [JsonStringEnumMemberName("internal")] Internal,

    /// <summary>The reader sees personal data masked, and what is masked hashes to something else.</summary>
    [JsonStringEnumMemberName("personal")] Personal,

    /// <summary>Whoever has the access code may act as the customer.</summary>
    [JsonStringEnumMemberName("access-code")] AccessCode,

    [JsonStringEnumMemberName("erased")] Erased,
}

/// <summary>Whether what the statement tells is also in the seals of days that cannot be written over.</summary>
/// <param name="State"><c>sealed</c> where the last fact is, <c>pending</c> where it is not yet.</param>
/// <param name="Inclusion">The newest seal that covers the protocol; null where none does.</param>
public sealed record StatedSeal(string State, Inclusion? Inclusion = null)
{
    public const string Sealed = "sealed", Pending = "pending";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(Statement))]
[JsonSerializable(typeof(Signature))]
[JsonSerializable(typeof(Inclusion))]
[JsonSerializable(typeof(Leaf))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class ProvingJson : JsonSerializerContext;
