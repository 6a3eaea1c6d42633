using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Events;

/// <summary>Something that happened to a protocol, as other systems are told of it: codes and dates, nothing personal.</summary>
/// <param name="Id">The same however often it is told.</param>
/// <param name="Subject">The protocol's number.</param>
/// <param name="Sequence">The fact's number, by which the events of one protocol are put in order; null where no fact stands behind it.</param>
/// <param name="Schema">The form of the data, with its version.</param>
public sealed record ProtocolEvent(
    string Id, string Type, string Subject, long? Sequence, DateTimeOffset Time, string Schema, JsonElement Data)
{
    public CloudEvent ToCloudEvent() => new(Id, Type, Subject, Sequence?.ToString(CloudEvent.SequenceFormat, CultureInfo.InvariantCulture), Time, Schema, Data);
}

/// <summary>The event as CloudEvents 1.0 writes it in JSON; the same in the feed and to webhooks.</summary>
/// <param name="Sequence">
/// As the extension of that name has it: a text, of ten digits so that texts stand in the order of the numbers. It orders what has the same <see cref="Source"/>.
/// </param>
public sealed record CloudEvent(
    string Id,
    string Type,
    string Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sequence,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset Time,
    string Dataschema,
    JsonElement Data)
{
    public const string MediaType = "application/cloudevents+json";

    internal const string SequenceFormat = "D10";

    public string Specversion { get; } = "1.0";

    /// <summary>Each protocol tells of itself, since its facts are counted for themselves.</summary>
    public string Source { get; } = $"urn:protocol-functions:{Subject}";

    public string Datacontenttype { get; } = "application/json";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Default.CloudEvent);
}

/// <summary>The one spelling of events, on the wire and where they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(CloudEvent))]
[JsonSerializable(typeof(ProtocolEvent))]
public sealed partial class EventJson : JsonSerializerContext;
