using Microsoft.AspNetCore.Builder;
using Microsoft.Net.Http.Headers;

namespace Protocols.Api.Guarding;

/// <summary>Lets the pages of named origins call the service from a browser. Callers show a token and no cookie, so nothing is ever sent along unasked.</summary>
internal static class CrossOrigin
{
    private static readonly TimeSpan remembered = TimeSpan.FromHours(1);

    private static readonly string[] methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] sent =
    [
        HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.IfMatch, HeaderNames.IfNoneMatch, HeaderNames.Range,
        "Idempotency-Key", "Access-Reason", "Content-Digest", "Recording-Started-At", "Recording-Duration",
    ];

    private static readonly string[] shown =
    [
        HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, HeaderNames.ContentRange, HeaderNames.ContentDisposition, "Idempotency-Replayed", "Content-Digest",
    ];

    public static void UseCrossOrigin(this IApplicationBuilder app, IReadOnlyList<string> origins)
    {
        if (origins.Count > 0)
            app.UseCors(policy => policy.WithOrigins([.. origins]).WithMethods(methods).WithHeaders(sent).WithExposedHeaders(shown).SetPreflightMaxAge(remembered));
    }
}
