using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Guarding;

/// <summary>Where a call comes from, as the platform says; what it is counted by.</summary>
internal static class CallerAddress
{
    private const int SubscriberBytes = 8;

    /// <summary>Of an IPv6 address the part that is given to one subscriber, who has all the rest of them.</summary>
    public static string Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } whole => Convert.ToHexString(whole.GetAddressBytes().AsSpan(0, SubscriberBytes)),
        IPAddress address => address.ToString(),
    };
}
