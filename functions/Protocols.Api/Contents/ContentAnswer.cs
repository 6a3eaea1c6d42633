using System.Globalization;
using Microsoft.AspNetCore.Http;
using Protocols.Api.Http;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Api.Contents;

/// <summary>What is kept, on its way out: whole or in a range, checked against what was written.</summary>
internal static class ContentAnswer
{
    /// <param name="seen">Whatever must be on record before the first byte.</param>
    /// <param name="saved">Set where it is to be saved rather than shown.</param>
    public static async Task<Answer> ReadAsync(
        ApiCall call, IContents contents, string id, string mediaType, long size, string sha256, Func<Task> seen, bool saved)
    {
        var etag = $"\"{sha256}\"";
        if (call.Has(etag))
            return Answer.NotModified(etag);
        if (ByteRange.Of(call.Http.Request, size, etag) is not { } range)
        {
            call.Http.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{size}");
            return Answer.Of(new Refusal("range-not-satisfiable", RefusalKind.Range, size.ToString(CultureInfo.InvariantCulture)));
        }
        var content = await contents.OpenAsync(ContentName.Of(call.Number.Value, id), call.Cancellation);
        if (content?.Size != size)
        {
            if (content is not null)
                await content.DisposeAsync();
            return Send(etag, _ => throw new ContentDamagedException(content is null ? "It is gone." : "It is of another size."));
        }
        call.Http.Response.RegisterForDisposeAsync(content);
        if (!HttpMethods.IsHead(call.Http.Request.Method))
            await seen();
        return Send(etag, response => SendAsync(response, content, range, mediaType, sha256, saved)) with { Status = range.IsPart ? 206 : 200 };
    }

    private static Answer Send(string etag, Func<HttpResponse, Task> send) => new(200, null, null) { ETag = etag, Send = send };

    private static async Task SendAsync(
        HttpResponse response, IContent content, ByteRange range, string mediaType, string sha256, bool saved)
    {
        var headers = response.Headers;
        headers.ContentType = mediaType;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.AcceptRanges = "bytes";
        headers.ContentDisposition = saved ? "attachment" : "inline";
        headers.ContentLength = range.Count;
        var digest = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(sha256))}:";
        // Of a part the digest of the whole is its representation's, not its content's.
        headers[range.IsPart ? "Repr-Digest" : "Content-Digest"] = digest;
        if (range.IsPart)
            headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.From}-{range.From + range.Count - 1}/{content.Size}");
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await content.CopyAsync(range.From, range.Count, response.Body, response.HttpContext.RequestAborted);
    }
}
