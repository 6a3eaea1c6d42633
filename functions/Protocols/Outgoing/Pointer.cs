using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Outgoing;

/// <summary>What every message says: look at this fact of this protocol. Everything else is read where it is kept.</summary>
/// <param name="Trace">The trace that the fact was committed in, for whoever looks at traces; nothing depends on it.</param>
public sealed record Pointer(string Number, long Fact, string? Trace = null)
{
    /// <summary>Of the form below. It grows with each form that readers of this one would misread; older ones stay readable.</summary>
    public const int Version = 1;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(new(Version, Number, Fact, Trace), PointerJson.Default.PointerForm);

    /// <summary>False for what is no pointer, or one of a version that is not known here.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out Pointer? pointer)
    {
        pointer = null;
        try
        {
            if (JsonSerializer.Deserialize(body, PointerJson.Default.PointerForm) is { V: Version, Number: { Length: > 0 } number, Fact: > 0 } form)
                pointer = new(number, form.Fact, form.Trace);
        }
        catch (JsonException)
        {
            // Somebody else's message; the caller says what becomes of it.
            return false;
        }
        return pointer is not null;
    }
}

/// <summary>The pointer on the wire.</summary>
internal sealed record PointerForm(int V, string? Number, long Fact, string? Trace = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PointerForm))]
internal sealed partial class PointerJson : JsonSerializerContext;
