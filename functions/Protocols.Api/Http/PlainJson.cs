using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Http;

/// <summary>Answers are UTF-8 as it is: they are never part of a page, and say so by their type and by nosniff.</summary>
internal static class PlainJson
{
    private const int UsualBytes = 4096;

    private static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes the whole answer with its length, in one piece.</summary>
    public static async Task WriteAsync(HttpResponse response, string contentType, object? body, JsonTypeInfo type)
    {
        using var buffer = new PooledBuffer(UsualBytes);
        Write(buffer, body, type);
        response.ContentType = contentType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = buffer.Written.Length;
        await response.BodyWriter.WriteAsync(buffer.Written, response.HttpContext.RequestAborted);
    }

    /// <summary>Part of an answer as it is written there.</summary>
    public static byte[] Bytes(object body, JsonTypeInfo type)
    {
        using var buffer = new PooledBuffer(UsualBytes);
        Write(buffer, body, type);
        return buffer.Written.ToArray();
    }

    private static void Write(PooledBuffer buffer, object? body, JsonTypeInfo type)
    {
        using var json = new Utf8JsonWriter(buffer, options);
        JsonSerializer.Serialize(json, body, type);
    }
}
