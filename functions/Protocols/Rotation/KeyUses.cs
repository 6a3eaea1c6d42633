using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Rotation;

/// <summary>Which keys of the ring something is kept under, and how far what is kept has come to the current one.</summary>
/// <param name="Current">New things are made under it.</param>
/// <param name="Since">Since when.</param>
/// <param name="Keys">Every key that ever was the current one.</param>
public sealed record KeyUses(string Current, DateTimeOffset Since, IReadOnlyList<KeyUse> Keys)
{
    /// <summary>The last walk through all protocols; null where the current key has had none.</summary>
    public KeyWalk? Walk { get; init; }

    /// <summary>Something may still be kept under another key than the current one.</summary>
    [JsonIgnore]
    public bool IsRotating => Keys.Any(key => key.Id != Current && key.RetiredAt is null);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, KeyUsesJson.Default.KeyUses);

    /// <exception cref="JsonException">It is damaged.</exception>
    public static KeyUses Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, KeyUsesJson.Default.KeyUses) ?? throw new JsonException("What is known of the keys is empty.");
}

/// <param name="Mark">Tells it from another key of the same id, and says nothing of the key.</param>
/// <param name="RetiredAt">Since when nothing is kept under it; null while something may be.</param>
public sealed record KeyUse(string Id, string Mark, DateTimeOffset? RetiredAt = null);

/// <summary>How far a walk has come.</summary>
/// <param name="Seen">Protocols that were looked at.</param>
/// <param name="Moved">Those that were brought under the current key.</param>
/// <param name="Failed">Those that could not be.</param>
/// <param name="EndedAt">Null while it goes on, or where it broke off.</param>
public sealed record KeyWalk(DateTimeOffset BeganAt, long Seen, long Moved, long Failed, DateTimeOffset? EndedAt = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(KeyUses))]
internal sealed partial class KeyUsesJson : JsonSerializerContext;
