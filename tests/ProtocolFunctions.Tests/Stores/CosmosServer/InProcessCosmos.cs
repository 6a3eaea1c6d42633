using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProtocolFunctions.Tests.Stores.CosmosServer;

/// <summary>
/// A Cosmos server for tests: what the store's adapter asks for and nothing else, in memory, by the test's clock. It shows that
/// the adapter speaks the protocol as it is understood here, not that the service agrees; charges, replicas and the use of
/// indexes are not modelled.
/// </summary>
internal sealed class InProcessCosmos : IAsyncDisposable
{
    /// <summary>What an account takes as one document or one transaction.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    private readonly WebApplication app;
    private readonly Resources resources;
    private readonly List<Fault> faults = [];

    private InProcessCosmos(WebApplication app, TimeProvider clock) => (this.app, resources) = (app, new(clock));

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>Everything it was sent, body and address, while somebody wants it kept.</summary>
    public ConcurrentQueue<byte[]>? Kept { get; set; }

    /// <summary>How often each operation came, such as <c>create protocols</c>.</summary>
    public ConcurrentDictionary<string, int> Counts { get; } = new();

    public static async Task<InProcessCosmos> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new InProcessCosmos(builder.Build(), clock);
        server.app.Run(server.HandleAsync);
        await server.app.StartAsync();
        var addresses = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        server.Endpoint = new(addresses.First());
        return server;
    }

    /// <summary>Makes the next operations of a kind go wrong.</summary>
    public void Inject(Fault fault)
    {
        lock (faults)
            faults.AddRange(Enumerable.Repeat(fault, fault.Times));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var request = Request.Of(http, body.ToArray());
        var operation = resources.Name(request);
        Kept?.Enqueue([.. request.Body, .. System.Text.Encoding.UTF8.GetBytes(http.Request.Path.Value + http.Request.Headers["x-ms-documentdb-partitionkey"])]);
        Counts.AddOrUpdate(operation, 1, (_, before) => before + 1);
        var fault = Take(operation);
        if (fault?.Meanwhile is { } meanwhile)
            await meanwhile();
        var reply = fault is { Meanwhile: null, Done: false } ? null
            : request.Body.Length > MostBytes ? Reply.Error(413, "The request is too large.")
            : await resources.AnswerAsync(request, Endpoint);
        if (fault is { Meanwhile: null })
            reply = fault.Status == 0 ? null : Reply.Error(fault.Status, "injected") with { RetryAfter = fault.RetryAfter };
        if (reply is null)
            http.Abort();
        else
            await WriteAsync(http.Response, reply);
    }

    private Fault? Take(string operation)
    {
        lock (faults)
        {
            var at = faults.FindIndex(fault => fault.Operation == operation);
            if (at < 0)
                return null;
            var fault = faults[at];
            faults.RemoveAt(at);
            return fault;
        }
    }

    private static async Task WriteAsync(HttpResponse response, Reply reply)
    {
        response.StatusCode = reply.Status;
        response.Headers["x-ms-request-charge"] = "1";
        response.Headers["x-ms-version"] = "2020-07-15";
        response.Headers["x-ms-session-token"] = "0:-1#1";
        if (reply.ETag is { } version)
            response.Headers.ETag = version;
        if (reply.Continuation is { } continuation)
            response.Headers["x-ms-continuation"] = continuation;
        if (reply.Count is { } count)
            response.Headers["x-ms-item-count"] = $"{count}";
        if (reply.RetryAfter is { } retryAfter)
            response.Headers["x-ms-retry-after-ms"] = $"{retryAfter.TotalMilliseconds:F0}";
        if (reply.Status is 204 or 304)
            return;
        response.ContentType = "application/json";
        if (reply.Raw is { } raw)
            await response.Body.WriteAsync(raw);
        else if (reply.Body is { } json)
            await response.WriteAsync(json.ToJsonString());
    }
}

/// <summary>What a request asks for.</summary>
internal sealed record Request(string Method, string[] Path, IHeaderDictionary Headers, byte[] Body)
{
    public static Request Of(HttpContext http, byte[] body) => new(
        http.Request.Method,
        [.. (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
        http.Request.Headers,
        body);

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string? this[string header] => Headers.TryGetValue(header, out var value) ? value.ToString() : null;

    public bool Is(string header) => "true".Equals(this[header], StringComparison.OrdinalIgnoreCase);

    /// <summary>The partition key, as JSON: an array of one text.</summary>
    public string? Partition => this["x-ms-documentdb-partitionkey"] is { } key && JsonNode.Parse(key) is JsonArray { Count: 1 } one
        ? one[0]!.GetValue<string>()
        : null;
}
