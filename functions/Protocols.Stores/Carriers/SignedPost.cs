using System.Globalization;
using System.Net.Http.Headers;
using Protocols.Notifying;

namespace Protocols.Stores.Carriers;

/// <summary>A POST that is signed as Standard Webhooks has it, so that whoever gets it knows who sends, when, and which message it is.</summary>
internal static class SignedPost
{
    /// <param name="id">The same each time the same message is sent.</param>
    /// <param name="at">Goes by the clock of the outside world, against which the receiver holds it.</param>
    public static HttpRequestMessage Of(Uri to, string id, byte[] body, string mediaType, byte[] secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.Add(WebhookSignature.Id, id);
        request.Headers.Add(WebhookSignature.Timestamp, time);
        request.Headers.Add(WebhookSignature.Signature, WebhookSignature.Of(secret, id, time, body));
        return request;
    }
}
