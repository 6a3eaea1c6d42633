using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Protocols.Outgoing;

namespace Protocols.Stores.Carriers;

/// <summary>
/// The only way in which the service calls an address that somebody has given it. The name is resolved once, every address it has is held
/// against the reach, and the connection goes to one of those: a name that means something else a moment later leads nowhere else.
/// </summary>
public static class OutgoingHttp
{
    private const int MostHeaders = 16;

    /// <param name="patience">How long a call may take, answer included.</param>
    /// <param name="mostAnswer">The most bytes of an answer that are ever held.</param>
    /// <remarks>
    /// Redirects are not followed: they would take the message where nobody said it may go. No proxy is asked, since it would resolve the name once more;
    /// no cookies are kept. A call to an address outside the reach fails with an <see cref="HttpRequestException"/> around an <see cref="OutOfReachException"/>.
    /// </remarks>
    public static HttpClient Client(Reach reach, TimeSpan patience, int mostAnswer) => Client(reach, patience, mostAnswer, Dns.GetHostAddressesAsync);

    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    internal static HttpClient Client(Reach reach, TimeSpan patience, int mostAnswer, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = MostHeaders,
        ConnectCallback = async (context, cancellation) =>
        {
            var addresses = await resolve(context.DnsEndPoint.Host, cancellation);
            return addresses.Length > 0 && addresses.All(address => reach.Allows(address))
                ? await ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation)
                : throw new OutOfReachException();
        },
    })
    {
        Timeout = patience,
        MaxResponseContentBufferSize = mostAnswer,
    };

    /// <summary>Whether a call failed because it would have gone where it may not.</summary>
    public static bool IsOutOfReach(this HttpRequestException failed) => failed.InnerException is OutOfReachException;

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket that it is made of.")]
    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that was to be called lies, or may lie, where the service does not go.</summary>
public sealed class OutOfReachException : Exception
{
    public OutOfReachException()
        : base("The host's name leads to an address that must not be called.")
    {
    }

    public OutOfReachException(string message)
        : base(message)
    {
    }

    public OutOfReachException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
