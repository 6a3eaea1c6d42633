using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Http;

/// <summary>What no endpoint took is answered with a problem like everything else.</summary>
internal static class UnknownRoutes
{
    public static async Task Answer(HttpContext http, RequestDelegate next, AnswerWriter writer)
    {
        await next(http);
        if (http.Response.HasStarted || http.Response.ContentType is not null || http.Response.ContentLength is not null)
            return;
        if (http.Response.StatusCode == StatusCodes.Status404NotFound)
            await writer.WriteAsync(http, new Refusal("route-not-found", RefusalKind.NotFound));
        else if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            await writer.WriteAsync(http, new Refusal("method-not-allowed", RefusalKind.Method));
    }
}
