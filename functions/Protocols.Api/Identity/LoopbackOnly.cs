using System.Net;
using Microsoft.AspNetCore.Http;
using Protocols.Api.Http;

namespace Protocols.Api.Identity;

/// <summary>
/// Keeps the development identity on the machine: other addresses, other host names (a page that rebinds its name) and
/// anything that came through a proxy are refused.
/// </summary>
public static class LoopbackOnly
{
    public static bool Allows(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && IsLoopback(http.Request.Host.Host)
        && !http.Request.Headers.ContainsKey("Forwarded")
        && !http.Request.Headers.Any(header => header.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    internal static async Task Guard(HttpContext http, RequestDelegate next, AnswerWriter writer)
    {
        if (Allows(http))
            await next(http);
        else
            await writer.WriteAsync(http, new Refusal("development-identity-is-local", RefusalKind.Forbidden));
    }
}
