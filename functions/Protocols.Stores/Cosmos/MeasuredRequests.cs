using Microsoft.Azure.Cosmos;
using Protocols.Telemetry;

namespace Protocols.Stores.Cosmos;

/// <summary>
/// Every request of the client, measured in one place: how long it took with what the client tried again by itself, and what it cost. Named
/// by container and operation; ids stay out of it.
/// </summary>
internal sealed class MeasuredRequests : RequestHandler
{
    private const string Collections = "/colls/";

    public override async Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken)
    {
        if (!Signals.WatchesRequests && !Spans.AreWanted)
            return await base.SendAsync(request, cancellationToken);
        var (container, operation) = (Container(request.RequestUri.OriginalString), Operation(request));
        using var span = Spans.Start($"{operation} {container}");
        var begun = Signals.Begin();
        var answer = await base.SendAsync(request, cancellationToken);
        span?.SetTag(Spans.Charge, answer.Headers.RequestCharge);
        Signals.Asked(container, operation, (int)answer.StatusCode, answer.Headers.RequestCharge, begun);
        return answer;
    }

    /// <summary>What stands behind <c>colls</c> in the address; the rest of it may name a protocol.</summary>
    private static string Container(string address)
    {
        var from = address.IndexOf(Collections, StringComparison.Ordinal);
        if (from < 0)
            return "account";
        from += Collections.Length;
        var end = address.IndexOf('/', from);
        return end < 0 ? address[from..] : address[from..end];
    }

    private static string Operation(RequestMessage request) => request.Method.Method switch
    {
        "GET" => "read",
        "PUT" => "replace",
        "PATCH" => "patch",
        "DELETE" => "delete",
        "POST" when request.Headers["x-ms-cosmos-is-batch-request"] is not null => "batch",
        "POST" when request.Headers["x-ms-documentdb-isquery"] is not null || request.Headers.ContentType == "application/query+json" => "query",
        _ => "create",
    };
}
