using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Stores.Cosmos;

/// <summary>
/// Sends one request as often as it is safe. Every write of this store is guarded (create only, or under an ETag), so one whose
/// answer was lost may be sent again: had it been done, the second is refused, and the caller looks at what stands there
/// before he believes a refusal.
/// </summary>
internal sealed class Requests(TimeProvider clock)
{
    private const int Attempts = 4;
    private const HttpStatusCode RetryWith = (HttpStatusCode)449;
    private const int PartitionFull = 1014;

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="StoreBusyException">It was turned away, or not answered, each time.</exception>
    /// <exception cref="StoreFullException">A quota is used up.</exception>
    /// <exception cref="TooLargeException">It is more than one document, or one transaction, may be.</exception>
    public async Task<ResponseMessage> SendAsync(Func<Task<ResponseMessage>> send, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, lost) = await TryAsync(send);
            if (answer is not null)
                return answer;
            if (attempt == Attempts)
                throw new StoreBusyException("The database does not answer.", lost) { RetryAfter = TimeSpan.FromSeconds(1) };
            await Task.Delay(pause * attempt, clock, cancellation);
        }
    }

    /// <summary>A read that misses is done once more: another instance's write may not have reached this replica yet.</summary>
    public async Task<ResponseMessage> FindAsync(Func<Task<ResponseMessage>> send, CancellationToken cancellation)
    {
        var answer = await SendAsync(send, cancellation);
        if (answer.StatusCode != HttpStatusCode.NotFound)
            return answer;
        answer.Dispose();
        await Task.Delay(pause, clock, cancellation);
        return await SendAsync(send, cancellation);
    }

    /// <summary>An answer that no caller knows what to do with.</summary>
    public static InvalidOperationException Surprise(ResponseMessage answer) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The database answered {(int)answer.StatusCode}: {answer.ErrorMessage}"));

    private static async Task<(ResponseMessage? Answer, Exception? Lost)> TryAsync(Func<Task<ResponseMessage>> send)
    {
        try
        {
            var answer = await send();
            if (!IsUnanswered(answer.StatusCode))
                return (Checked(answer), null);
            answer.Dispose();
            return default;
        }
        catch (HttpRequestException lost)
        {
            return (null, lost);
        }
        catch (CosmosException lost) when (IsUnanswered(lost.StatusCode))
        {
            return (null, lost);
        }
        catch (CosmosException busy) when (busy.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw Busy(busy.RetryAfter, busy);
        }
    }

    /// <summary>Nothing is known of what became of the request.</summary>
    private static bool IsUnanswered(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.Gone or HttpStatusCode.ServiceUnavailable or RetryWith;

    private static ResponseMessage Checked(ResponseMessage answer)
    {
        var full = answer.StatusCode == HttpStatusCode.InsufficientStorage
            || (answer.StatusCode == HttpStatusCode.Forbidden && SubStatus(answer) == PartitionFull);
        var large = answer.StatusCode == HttpStatusCode.RequestEntityTooLarge;
        if (!full && !large && answer.StatusCode != HttpStatusCode.TooManyRequests)
            return answer;
        using (answer)
        {
            if (large)
                throw new TooLargeException("The database takes no document of this size.");
            throw full
                ? new StoreFullException("The database's quota is used up.")
                : Busy(RetryAfter(answer), null);
        }
    }

    private static StoreBusyException Busy(TimeSpan? retryAfter, Exception? cause) =>
        new("The database turns requests away.", cause) { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(1) };

    private static TimeSpan? RetryAfter(ResponseMessage answer) =>
        long.TryParse(answer.Headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static int SubStatus(ResponseMessage answer) =>
        int.TryParse(answer.Headers["x-ms-substatus"], CultureInfo.InvariantCulture, out var code) ? code : 0;
}

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
