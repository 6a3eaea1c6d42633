using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Protocols.Api.Answers;
using Protocols.Api.Texts;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Api.Http;

/// <summary>The one place where outcomes become HTTP.</summary>
internal sealed partial class AnswerWriter(ApiServices services, ILogger<AnswerWriter> logger)
{
    public const string ProblemType = "application/problem+json";

    public async Task WriteAsync(ApiCall call, Answer answer)
    {
        var response = call.Http.Response;
        if (answer.Replayed)
            response.Headers["Idempotency-Replayed"] = "true";
        if (answer.Refusal is { } refusal)
        {
            await WriteAsync(call.Http, refusal);
            return;
        }
        response.StatusCode = answer.Status;
        response.Headers.Vary = "Authorization";
        // What names somebody in full is kept by nobody on the way; the masked view may be, to be asked for again by its tag.
        response.Headers.CacheControl = call.Endpoint.Method == "GET" && answer.ETag is { } tag && !Answer.IsFull(tag) ? "private, no-cache" : "no-store";
        response.Headers.ETag = answer.ETag;
        response.Headers.Location = answer.Location;
        if (answer.Send is { } send)
        {
            await SendAsync(call, send);
            return;
        }
        if (answer.Type is null)
            return;
        await PlainJson.WriteAsync(response, "application/json; charset=utf-8", answer.Body, answer.Type);
    }

    /// <summary>What is found damaged on the way is never told as whole: the answer is a problem, or it breaks off.</summary>
    private async Task SendAsync(ApiCall call, Func<HttpResponse, Task> send)
    {
        var response = call.Http.Response;
        try
        {
            await send(response);
        }
        catch (ContentDamagedException damaged)
        {
            LogDamaged(damaged, call.Number.Value, call.Http.Request.RouteValues["id"] as string);
            if (response.HasStarted)
            {
                call.Http.Abort();
                return;
            }
            response.Clear();
            await WriteAsync(call.Http, Refusals.ContentDamaged);
        }
        catch (StoreBusyException busy) when (!response.HasStarted)
        {
            LogStoreBusy(busy);
            response.Headers.ContentDisposition = default;
            await WriteAsync(call.Http, Refusals.StoreBusy);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && call.Cancellation.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Protocol {Number}: {Id} is not as it was written; it is kept as it is. Run the verification")]
    private partial void LogDamaged(Exception exception, string number, string? id);

    [LoggerMessage(2, LogLevel.Warning, "The store turned away what was to be sent")]
    private partial void LogStoreBusy(Exception exception);

    /// <summary>Answers with a problem; also for what never became a call, such as an unknown route.</summary>
    public async Task WriteAsync(HttpContext http, Refusal refusal)
    {
        var culture = Language.Of(http.Request);
        var status = StatusOf(refusal);
        var problem = new ProblemAnswer(
            $"urn:protocol-functions:problem:{refusal.Code}",
            ProblemTexts.Title(refusal.Code, culture),
            status,
            ProblemTexts.Detail(refusal, culture),
            refusal.Code,
            Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
            refusal.Errors.Count == 0
                ? null
                : [.. refusal.Errors.Select(error => new FieldProblem(error.Field, error.Code, ProblemTexts.Field(error, culture)))]);
        http.Response.StatusCode = status;
        http.Response.Headers.ContentLanguage = culture.Name;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter(refusal) is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await PlainJson.WriteAsync(http.Response, ProblemType, problem, AnswerJson.Default.ProblemAnswer);
    }

    private static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unknown => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Method => StatusCodes.Status405MethodNotAllowed,
        RefusalKind.State => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unconditional => StatusCodes.Status428PreconditionRequired,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Range => StatusCodes.Status416RangeNotSatisfiable,
        RefusalKind.MediaType => StatusCodes.Status415UnsupportedMediaType,
        RefusalKind.Never => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Slow => StatusCodes.Status408RequestTimeout,
        RefusalKind.Full => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Whole seconds; numbers come back with the next day or year, everything else in a moment.</summary>
    private long? RetryAfter(Refusal refusal)
    {
        if (refusal.RetryAfter is { } after)
            return Math.Max(1, (long)Math.Ceiling(after.TotalSeconds));
        if (refusal.Kind != RefusalKind.Busy)
            return null;
        if (refusal.Code != Refusals.NumbersExhausted.Code)
            return 1;
        var now = services.Clock.Now();
        return (long)Math.Ceiling((services.Issuer.NextScopeStart(now) - now).TotalSeconds);
    }
}
