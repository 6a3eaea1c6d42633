using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProtocolFunctions.Tests.Webhooks;

/// <summary>A call as the receiver got it.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string ContentType, byte[] Body)
{
    public JsonElement Event { get; } = JsonSerializer.Deserialize<JsonElement>(Body);

    public string? Type => Event.GetProperty("type").GetString();

    public string? Subject => Event.GetProperty("subject").GetString();

    public string? Sequence => Event.GetProperty("sequence").GetString();

    /// <summary>As docs/events.md tells integrators to do it.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        return Signature == $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}

/// <summary>Another system on this machine: it listens, remembers and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> calls = new();

    private Receiver(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single() + "/events");

    public IReadOnlyList<Received> Calls => [.. calls];

    /// <summary>What it answers; by the call, where that says something.</summary>
    public Func<Received, int> Status { get; set; } = _ => 204;

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.MapPost("/events", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until what it got is as asked.</summary>
    public async Task<IReadOnlyList<Received>> AwaitAsync(Func<IReadOnlyList<Received>, bool> asAsked)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            if (Calls is var now && asAsked(now))
                return now;
            await Task.Delay(25);
        }
        throw new TimeoutException($"It got {string.Join(", ", Calls.Select(call => $"{call.Type} {call.Id}"))}.");
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        var call = new Received(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(),
            http.Request.ContentType ?? "", body.ToArray());
        calls.Enqueue(call);
        http.Response.StatusCode = Status(call);
        if (http.Response.StatusCode is >= 300 and < 400)
            http.Response.Headers.Location = Url.ToString();
    }
}
