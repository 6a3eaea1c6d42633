using System.Net;
using System.Net.Sockets;

namespace Protocols.Outgoing;

/// <summary>How far something may go that the service sends by HTTP to an address that somebody has given it.</summary>
public enum Reach
{
    /// <summary>The public Internet and nothing else.</summary>
    Public,

    /// <summary>The public Internet and private networks, but neither this machine nor its neighbours on the same link.</summary>
    Company,

    /// <summary>This machine and nothing else.</summary>
    Loopback,
}

/// <summary>Which addresses lie within a reach.</summary>
public static class Reaching
{
    private static readonly IPNetwork[] reserved = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        // The platform behind each machine in Azure answers there, though the address looks public.
        "168.63.129.16/32",
        // What of the global range of version 6 leads elsewhere: Teredo and other protocols, documentation, 6to4.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork[] companies =
        [.. new[] { "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork global = IPNetwork.Parse("2000::/3"), translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether a connection may be made to this address; one of version 4 in the clothes of version 6 is what it is.</summary>
    public static bool Allows(this Reach reach, IPAddress address)
    {
        var meant = Undressed(address);
        return reach switch
        {
            Reach.Loopback => IPAddress.IsLoopback(meant),
            Reach.Company => IsPublic(meant) || companies.Any(network => network.Contains(meant)),
            _ => IsPublic(meant),
        };
    }

    /// <summary>
    /// Whether this may be asked to be called at all: encrypted unless it stays on this machine, without a name and password in it, and no
    /// address outside the reach. A host's name is judged when it is called, since by then it may mean something else.
    /// </summary>
    public static bool Allows(this Reach reach, Uri url) =>
        url.IsAbsoluteUri
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && reach == Reach.Loopback))
        && url.UserInfo.Length == 0
        && (IPAddress.TryParse(url.IdnHost, out var address) ? reach.Allows(address) : url.IsLoopback == (reach == Reach.Loopback));

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || (global.Contains(address) && address.ScopeId == 0))
        && !reserved.Any(network => network.Contains(address));

    private static IPAddress Undressed(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && translated.Contains(address) ? new(address.GetAddressBytes()[^4..])
        : address;
}
