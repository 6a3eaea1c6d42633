using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

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
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", $"v1,{Sign(id, time, body, secret)}");
        return request;
    }

    private static string Sign(string id, string time, byte[] body, byte[] secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(secret, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body]));
}
