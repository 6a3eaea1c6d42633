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
    private static readonly string[] proxyHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Real-IP", "Via"];

    public static bool Allows(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
            return false;
        var headers = http.Request.Headers;
        foreach (var name in proxyHeaders)
        {
            if (headers.ContainsKey(name))
                return false;
        }
        return IsLoopback(http.Request.Host.Host);
    }

    public static bool IsLoopback(string host) =>
        host == "127.0.0.1"
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    internal static async Task Guard(HttpContext http, RequestDelegate next, AnswerWriter writer)
    {
        if (Allows(http))
            await next(http);
        else
            await writer.WriteAsync(http, new Refusal("development-identity-is-local", RefusalKind.Forbidden));
    }
}
