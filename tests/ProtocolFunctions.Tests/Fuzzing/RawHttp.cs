using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ProtocolFunctions.Tests.Fuzzing;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    public string? ContentType => Header("Content-Type");

    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();
}

/// <summary>Sends requests byte by byte, since a proper client refuses to send what is not proper.</summary>
internal static class RawHttp
{
    /// <summary>One connection for one request. A request that the server breaks off may leave an answer all the same.</summary>
    /// <exception cref="TimeoutException">There is no answer within <paramref name="patience"/>.</exception>
    public static async Task<RawAnswer> SendAsync(Uri server, byte[] request, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), timeout.Token);
            await using var stream = new NetworkStream(socket);
            await WriteAsync(stream, request, timeout.Token);
            return Parse(await ReadAsync(stream, timeout.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No answer within {patience.TotalSeconds:0} s.");
        }
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] request, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(request, cancellation);
        }
        catch (IOException)
        {
            // It has answered before all was sent, and listens no more.
        }
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, cancellation);
        }
        catch (IOException)
        {
            // What came before the connection was reset is the answer.
        }
        return answer.ToArray();
    }

    private static RawAnswer Parse(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            return new(0, "", text);
        return new(int.Parse(text.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), text[..end], text[(end + 4)..]);
    }
}
