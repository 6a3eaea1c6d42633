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
    /// <summary>Who tells of it.</summary>
    public const string Source = "urn:protocol-functions";

    public CloudEvent ToCloudEvent() => new(Id, Type, Subject, Sequence, Time, Schema, Data);
}

/// <summary>The event as CloudEvents 1.0 writes it in JSON; the same in the feed and to webhooks.</summary>
public sealed record CloudEvent(
    string Id,
    string Type,
    string Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Sequence,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset Time,
    string Dataschema,
    JsonElement Data)
{
    public const string MediaType = "application/cloudevents+json";

    public string Specversion { get; } = "1.0";
    public string Source { get; } = ProtocolEvent.Source;
    public string Datacontenttype { get; } = "application/json";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Default.CloudEvent);
}

/// <summary>The one spelling of events, on the wire and where they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(CloudEvent))]
[JsonSerializable(typeof(ProtocolEvent))]
public sealed partial class EventJson : JsonSerializerContext;
