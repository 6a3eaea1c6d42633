using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Protocols.Api.Http;

namespace Protocols.Api.Reading;

/// <summary>What was read out of a body.</summary>
internal sealed record Read<T>(T Value);

/// <summary>Takes in a JSON body within bounds and has it read field by field.</summary>
internal static class RequestBody
{
    public const int MaxBytes = 256 * 1024;
    private const int MaxDepth = 8;

    private static readonly JsonDocumentOptions strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static async Task<Result<Read<T>>> ReadAsync<T>(ApiCall call, Func<JsonFields, T> read)
    {
        var bytes = await TakeInAsync(call);
        if (bytes is null)
            return new Refusal("body-too-large", RefusalKind.TooLarge, $"{MaxBytes}");
        if (bytes.Length > 0 && !IsJson(call.Http.Request.ContentType))
            return new Refusal("unsupported-media-type", RefusalKind.MediaType);
        call.Body = bytes;
        // The parser looks at texts only when they are asked for, and throws then.
        if (!Utf8.IsValid(bytes))
            return new Refusal("not-json", RefusalKind.Invalid);
        try
        {
            using var document = Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
            var kind = document.RootElement.ValueKind;
            if (kind != JsonValueKind.Object && !(kind == JsonValueKind.Null && call.Endpoint.NullBody))
                return new Refusal("not-json", RefusalKind.Invalid);
            var fields = JsonFields.Of(document.RootElement);
            var value = read(fields);
            fields.RefuseUnknown();
            return fields.Errors.Count > 0 ? Refusals.Invalid(fields.Errors) : new Read<T>(value);
        }
        catch (JsonException)
        {
            return new Refusal("not-json", RefusalKind.Invalid);
        }
    }

    /// <summary>Comparing names unescapes them, and half of a surrogate pair cannot be: that is the sender's fault, not a surprise.</summary>
    private static JsonDocument Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, strict);
        }
        catch (InvalidOperationException halfCharacter)
        {
            throw new JsonException("A name is no Unicode text.", halfCharacter);
        }
    }

    private static bool IsJson(string? contentType)
    {
        var media = contentType.AsSpan();
        var end = media.IndexOf(';');
        media = (end < 0 ? media : media[..end]).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Null where the body is larger than <see cref="MaxBytes"/>.</summary>
    private static async Task<byte[]?> TakeInAsync(ApiCall call)
    {
        var request = call.Http.Request;
        if (request.ContentLength > MaxBytes)
            return null;
        while (true)
        {
            var part = await request.BodyReader.ReadAsync(call.Cancellation);
            if (part.Buffer.Length > MaxBytes)
            {
                // Ends the reading, or the server could not pass over the rest.
                request.BodyReader.AdvanceTo(part.Buffer.End);
                return null;
            }
            if (part.IsCompleted)
            {
                var bytes = part.Buffer.ToArray();
                request.BodyReader.AdvanceTo(part.Buffer.End);
                return bytes;
            }
            request.BodyReader.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        }
    }
}
