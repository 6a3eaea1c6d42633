using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>A request as the gateway got it.</summary>
internal sealed record Posted(string Id, string Timestamp, string Signature, string ContentType, byte[] Body);

/// <summary>A company's gateway, real enough: it listens, remembers and answers as it is told.</summary>
internal sealed class SmallGateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private SmallGateway(WebApplication app) => this.app = app;

    public static byte[] Secret { get; } = [.. Enumerable.Range(1, 32).Select(b => (byte)b)];

    public List<Posted> Posts { get; } = [];

    public Uri Url => new(app.Urls.Single() + "/send");

    public int Status { get; set; } = 202;

    public string Answer { get; set; } = """{ "id": "g-17" }""";

    public static async Task<SmallGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new SmallGateway(builder.Build());
        gateway.app.MapPost("/send", gateway.TakeAsync);
        await gateway.app.StartAsync();
        return gateway;
    }

    /// <summary>Where nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        Posts.Add(new(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(),
            http.Request.ContentType ?? "", body.ToArray()));
        http.Response.StatusCode = Status;
        if (Status is >= 300 and < 400)
            http.Response.Headers.Location = Url.ToString();
        if (Status != 204)
            await http.Response.WriteAsync(Answer);
    }
}
