using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Exchange;

/// <summary>
/// One line of an export. What is personal stands in it in clear, with its salts, so that its chain is verified by its hashes alone and it can be kept under another
/// key ring. A line is either the beginning of the file, a version of the rules, or a protocol.
/// </summary>
public sealed record ExchangeLine
{
    public const int Format = 1;

    /// <summary>It stands first on its line.</summary>
    private const int MostBeforeNumber = 200;

    /// <summary>The format of the file; on its first line only.</summary>
    public int? Export { get; init; }

    /// <summary>A version of the company's rules, as it is kept.</summary>
    public JsonElement? Rules { get; init; }

    /// <summary>The number of a protocol.</summary>
    public string? Protocol { get; init; }

    /// <summary>All of them, from the opening on.</summary>
    public IReadOnlyList<ExchangedFact>? Facts { get; init; }

    /// <summary>Who saw or heard what of it.</summary>
    public IReadOnlyList<ExchangedAccess>? Accesses { get; init; }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.ExchangeLine);

    /// <summary>The number on a line that is not read otherwise; null where it has none.</summary>
    public static string? NumberOn(string line)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(line.Length > MostBeforeNumber ? line[..MostBeforeNumber] : line), isFinalBlock: false, default);
        try
        {
            return reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("protocol"u8) && reader.Read()
                && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null where it is not in this form.</returns>
    public static ExchangeLine? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ExchangeJson.Default.ExchangeLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Header">As it was hashed.</param>
/// <param name="Link">SHA-256(link before ‖ canonical header), lower-case hexadecimal.</param>
/// <param name="Salt">16 bytes; null where there is no body or it was erased.</param>
public sealed record ExchangedFact(JsonElement Header, string Link, byte[]? Salt, JsonElement? Body);

/// <param name="Header">As it was hashed.</param>
/// <param name="Reason">Salt and text in UTF-8; null where there is none or it was erased.</param>
public sealed record ExchangedAccess(JsonElement Header, string Link, byte[]? Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ExchangeLine))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
