using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Protocols.Api.Reading;

namespace Protocols.Api.Http;

/// <summary>The headers that a call reads, in the form that queries have. Texts may be percent-encoded, since headers are ASCII.</summary>
internal static class RequestHeaders
{
    public static QueryCollection Of(HttpRequest request, IReadOnlyList<FieldShape> shapes) => new(shapes
        .Where(shape => request.Headers.ContainsKey(shape.Name))
        .ToDictionary(shape => shape.Name, shape => new StringValues([.. request.Headers[shape.Name].Select(value => Decoded(value ?? ""))])));

    /// <summary>The text of a header; null where it is absent or blank.</summary>
    public static string? Text(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var value) && Decoded(value.ToString()) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string Decoded(string value) => value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;
}
