using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Protocols.Api.Http;
using Protocols.Recordings;

namespace Protocols.Api.Contents;

/// <summary>A body that is taken in as it is, byte by byte, never as a whole.</summary>
internal static class RequestContent
{
    /// <summary>The most that one request brings; the Functions host takes no more either.</summary>
    public const long MaxBytes = 100 * 1024 * 1024;

    private const long Margin = 64 * 1024;
    private const string Algorithm = "sha-256=:";

    public static Refusal TooLarge(long most) => new("content-too-large", RefusalKind.TooLarge, most.ToString(CultureInfo.InvariantCulture));

    /// <summary>How long the body may be, and what it must hash to; or what is wrong with what is said of it.</summary>
    public static (ContentLimits Limits, Refusal? Refusal) Limits(ApiCall call, long most)
    {
        var request = call.Http.Request;
        if (request.ContentLength > most)
            return (default, TooLarge(most));
        if (call.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = most + Margin;
        var digest = request.Headers["Content-Digest"].ToString();
        if (digest.Length == 0)
            return (new(most), null);
        return Sha256(digest) is { } sha256
            ? (new(most, sha256), null)
            : (default, Refusals.Invalid(new FieldError("Content-Digest", "not-a-digest")));
    }

    /// <summary>The kind that the content type names, if the first bytes are of it. They are not consumed.</summary>
    public static async Task<(MediaKind? Kind, Refusal? Refusal)> LookAsync(ApiCall call, IReadOnlyList<MediaKind> kinds)
    {
        if (kinds.Named(call.Http.Request.ContentType) is not { } kind)
            return (null, new("unsupported-media-type", RefusalKind.MediaType));
        var body = call.Http.Request.BodyReader;
        var first = await body.ReadAtLeastAsync(MediaKinds.NeededBytes, call.Cancellation);
        var head = first.Buffer.Slice(0, Math.Min(first.Buffer.Length, MediaKinds.NeededBytes)).ToArray();
        body.AdvanceTo(first.Buffer.Start);
        return head.Length == 0 ? (null, Refusals.ContentEmpty)
            : kind.Begins(head) ? (kind, null)
            : (null, Refusals.ContentMismatch);
    }

    public static Stream Body(ApiCall call) => call.Http.Request.BodyReader.AsStream(leaveOpen: true);

    /// <summary>Why what came was not kept; null where it was.</summary>
    public static Refusal? RefusalOf(ContentWritten written, long most) => written.Outcome switch
    {
        ContentOutcome.Written => null,
        ContentOutcome.TooLarge => TooLarge(most),
        ContentOutcome.Empty => Refusals.ContentEmpty,
        ContentOutcome.OtherDigest => Refusals.DigestMismatch,
        ContentOutcome.Incomplete => new("upload-incomplete", RefusalKind.State),
        _ => throw new InvalidOperationException("A name that was just drawn is taken."),
    };

    /// <summary>The digest in lower-case hexadecimal, of the form of RFC 9530; null where it is none.</summary>
    private static string? Sha256(string header)
    {
        var start = header.IndexOf(Algorithm, StringComparison.OrdinalIgnoreCase);
        var from = start + Algorithm.Length;
        var end = start < 0 ? -1 : header.IndexOf(':', from);
        var bytes = new byte[System.Security.Cryptography.SHA256.HashSizeInBytes];
        return end > 0 && Convert.TryFromBase64String(header[from..end], bytes, out var length) && length == bytes.Length
            ? Convert.ToHexStringLower(bytes)
            : null;
    }
}
