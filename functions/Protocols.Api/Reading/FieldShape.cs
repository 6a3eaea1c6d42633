namespace Protocols.Api.Reading;

/// <summary>What one field of a request may hold; the OpenAPI document is made of these.</summary>
/// <param name="Type">JSON's name of the type.</param>
/// <param name="Format">A format known to OpenAPI, or null.</param>
/// <param name="Allowed">The values it may have; null for any.</param>
/// <param name="Members">The fields of an object, or of the objects in an array.</param>
internal sealed record FieldShape(
    string Name,
    string Type,
    bool Required,
    int? MinLength = null,
    int? MaxLength = null,
    string? Format = null,
    IReadOnlyList<string>? Allowed = null,
    IReadOnlyList<FieldShape>? Members = null,
    bool Nullable = false,
    bool OpenMembers = false);
