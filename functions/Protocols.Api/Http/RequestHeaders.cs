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

    /// <summary>Whether the caller wants this media type before any other.</summary>
    public static bool Prefers(this HttpRequest request, string mediaType) =>
        request.GetTypedHeaders().Accept.OrderByDescending(wish => wish.Quality ?? 1).FirstOrDefault() is { } first
        && first.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer is a file to be saved under this name, and nothing that a browser should guess about.</summary>
    public static void SavedAs(this HttpResponse response, string contentType, string name)
    {
        response.ContentType = contentType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }

    private static string Decoded(string value) => value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;
}
