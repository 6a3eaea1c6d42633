using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Protocols.Api.Contents;

/// <summary>The bytes that a request asks for.</summary>
/// <param name="IsPart">Only some of them were asked for.</param>
internal readonly record struct ByteRange(long From, long Count, bool IsPart)
{
    /// <summary>
    /// The one range that is asked for, or all: several at once are answered with the whole, as RFC 9110 allows, and so is a range
    /// of another version than this one. Null where it lies behind the end.
    /// </summary>
    public static ByteRange? Of(HttpRequest request, long size, string etag)
    {
        var headers = request.GetTypedHeaders();
        var whole = new ByteRange(0, size, false);
        if (headers.Range is not { } asked || !asked.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase) || asked.Ranges.Count != 1)
            return whole;
        if (headers.IfRange is { } condition && condition.EntityTag?.Compare(new EntityTagHeaderValue(etag), useStrongComparison: true) != true)
            return whole;
        var range = asked.Ranges.Single();
        if (range.From is not { } from)
        {
            var last = Math.Min(range.To!.Value, size);
            return last == 0 ? null : new(size - last, last, true);
        }
        return from >= size ? null : new(from, Math.Min(range.To ?? long.MaxValue, size - 1) - from + 1, true);
    }
}
