using System.Text.Json;

namespace Protocols.Events;

/// <summary>A kind of event, as other systems know it. Its type never changes its meaning; what readers would misread is a later version.</summary>
/// <param name="Type">Its name on the wire, such as <c>protocol.opened</c>.</param>
/// <param name="Version">Of its data. It grows where members change their meaning or go away; new ones may join without.</param>
/// <param name="From">The kinds of facts, or of entries of the access log, that make it.</param>
/// <param name="Members">Which of their terms its data repeats: codes, dates and numbers, never a person.</param>
public sealed record EventKind(string Type, int Version, IReadOnlyList<string> From, IReadOnlyList<string> Members)
{
    /// <summary>Beside the terms the data says which kind of fact it was.</summary>
    public const string FactMember = "fact";

    /// <summary>Says what form the data has, version included.</summary>
    public string Schema => $"urn:protocol-functions:event:{Type}:{Version}";

    /// <summary>Whether it tells of an entry of the access log, which counts by itself; then it has no <c>sequence</c>.</summary>
    public bool IsAccess { get; init; }

    internal JsonElement Data(string fact, JsonElement terms)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(FactMember, fact);
            foreach (var name in Members)
            {
                if (terms.ValueKind != JsonValueKind.Object || !terms.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                    continue;
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
            json.WriteEndObject();
        }
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
