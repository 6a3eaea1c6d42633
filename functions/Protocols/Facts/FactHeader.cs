using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.People;

namespace Protocols.Facts;

/// <summary>The part of a fact that stays readable for ever and that the chain is made of. Its members are fixed.</summary>
/// <param name="BodyHash">SHA-256 over a 16-byte salt and the body's canonical JSON, lower-case hexadecimal; null where there is no body.</param>
internal sealed record FactHeader(
    long N,
    [property: JsonConverter(typeof(Instant.Converter))] DateTimeOffset At,
    string Kind,
    Actor By,
    Visibility Visibility,
    JsonElement Terms,
    string? BodyHash);

/// <summary>A fact as it is kept.</summary>
/// <param name="Header">Kept as it came: what the chain was computed over is never made anew from what this version understands of it.</param>
/// <param name="Link">SHA-256(link before ‖ canonical header), lower-case hexadecimal.</param>
/// <param name="Body">Salt and canonical body, encrypted under the protocol's data key; null where there is none or it was erased.</param>
public sealed record StoredFact(JsonElement Header, string Link, byte[]? Body);
