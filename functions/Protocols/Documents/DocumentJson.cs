using System.Text.Json.Serialization;

namespace Protocols.Documents;

/// <summary>The one spelling of documents in every store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Instant.Converter)])]
[JsonSerializable(typeof(ProtocolDocument))]
[JsonSerializable(typeof(FactPage))]
[JsonSerializable(typeof(Protocol))]
[JsonSerializable(typeof(Personal))]
public sealed partial class DocumentJson : JsonSerializerContext;
