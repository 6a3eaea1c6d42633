using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.People;

namespace Protocols.Accessing;

/// <summary>Who saw or heard what of a protocol, when and why.</summary>
/// <param name="N">1 for the protocol's first, then without gaps.</param>
/// <param name="Item">The recording or attachment; null where it was the protocol.</param>
/// <param name="Reason">Null where none is asked for, or where it was erased with the personal data.</param>
/// <param name="Link">The log's hash up to this entry, lower-case hexadecimal.</param>
public sealed record AccessEntry(
    long N, DateTimeOffset At, AccessKind Kind, Actor By, string? Item, string? Reason, string Link);

/// <summary>An entry as it is kept.</summary>
/// <param name="Header">What the log's chain is made of, as it was written.</param>
/// <param name="Link">SHA-256(link before ‖ canonical header), lower-case hexadecimal.</param>
/// <param name="Reason">Salt and text, encrypted under the protocol's data key; null where there is none.</param>
public sealed record StoredAccess(string Number, long N, JsonElement Header, string Link, byte[]? Reason);

/// <summary>The part of an entry that stays readable for ever. Its members are fixed.</summary>
/// <param name="ReasonHash">SHA-256 over a 16-byte salt and the reason, lower-case hexadecimal; null where there is none.</param>
public sealed record AccessHeader(
    string Number,
    long N,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset At,
    AccessKind Kind,
    Actor By,
    string? Item,
    string? ReasonHash);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccessHeader))]
[JsonSerializable(typeof(StoredAccess))]
public sealed partial class AccessJson : JsonSerializerContext;
