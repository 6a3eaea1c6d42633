using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Guarding;

/// <summary>What every answer tells a browser: guess nothing, frame nothing, send no address of ours along, and load nothing from elsewhere.</summary>
internal static class SecurityHeaders
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Pages bring their scripts and styles with them; the documentation page sets styles as it goes.</summary>
    private const string OwnOnly =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string YearOfTls = "max-age=31536000";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = IsCall(http.Request.Path) ? Nothing : OwnOnly;
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = YearOfTls;
        return next(http);
    }

    private static bool IsCall(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/api/docs", StringComparison.OrdinalIgnoreCase);
}
