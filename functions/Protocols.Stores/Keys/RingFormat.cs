using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Chain;

namespace Protocols.Stores.Keys;

/// <summary>A key ring as it is kept, in a file or in a vault: <c>{"keys":[{"id":"k1","secret":"base64"}]}</c>, the current key first.</summary>
internal static class RingFormat
{
    public static void Write(Stream to, IReadOnlyList<RingKey> keys) =>
        JsonSerializer.Serialize(to, new Ring([.. keys.Select(key => new Entry(key.Id, key.Secret))]), RingJson.Default.Ring);

    /// <exception cref="JsonException">It is not in this form.</exception>
    /// <exception cref="ArgumentException">It is, but no ring can be made of its keys.</exception>
    public static KeyRing Read(ReadOnlySpan<byte> json) => new(ReadKeys(json));

    /// <exception cref="JsonException">It is not in this form.</exception>
    public static IReadOnlyList<RingKey> ReadKeys(ReadOnlySpan<byte> json) =>
        [.. (JsonSerializer.Deserialize(json, RingJson.Default.Ring)?.Keys ?? [])
            .Select(key => key is null ? throw new JsonException("An entry is empty.") : new RingKey(key.Id, key.Secret))];

    internal sealed record Ring([property: JsonRequired] IReadOnlyList<Entry?> Keys);

    internal sealed record Entry([property: JsonRequired] string Id, [property: JsonRequired] byte[] Secret);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RingFormat.Ring))]
internal sealed partial class RingJson : JsonSerializerContext;
