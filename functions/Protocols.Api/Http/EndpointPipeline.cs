using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Protocols.Accessing;
using Protocols.Api.Contents;
using Protocols.Api.Guarding;
using Protocols.Api.Identity;
using Protocols.Api.Reading;
using Protocols.Cases;
using Protocols.People;
using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Api.Http;

/// <summary>The way of every call: who asks, whether he may, which protocol is meant, then the handler, then the answer.</summary>
internal sealed partial class EndpointPipeline(
    ApiServices services, ICallerReader callers, CallLimits limits, AnswerWriter writer, ILogger<EndpointPipeline> logger)
{
    public async Task InvokeAsync(HttpContext http, Endpoint endpoint)
    {
        using var span = Spans.Start(endpoint.Name);
        var begun = Signals.Begin();
        try
        {
            await AnswerAsync(http, endpoint, span);
        }
        finally
        {
            span?.SetTag(Spans.Status, http.Response.StatusCode);
            Signals.Called(endpoint.Name, http.Response.StatusCode, begun);
        }
    }

    private async Task AnswerAsync(HttpContext http, Endpoint endpoint, Activity? span)
    {
        var call = new ApiCall(http, endpoint, services);
        Answer answer;
        try
        {
            answer = (await Refuse(call) ?? await limits.RefuseAsync(call)) is { } refusal ? Answer.Of(refusal) : await HandleAsync(call);
            if (answer.Refusal?.Kind == RefusalKind.TooMany)
                await services.RefusedCalls.TurnedAwayAsync(call.Caller.Roles == Roles.None ? null : call.Caller.Actor, endpoint.Name, CallerAddress.Of(http), call.Cancellation);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more; what was written stays written.
            return;
        }
        catch (BadHttpRequestException bad)
        {
            answer = Answer.Of(bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => new("body-too-large", RefusalKind.TooLarge, $"{RequestBody.MaxBytes}"),
                StatusCodes.Status408RequestTimeout => new("body-too-slow", RefusalKind.Slow),
                _ => new("bad-request", RefusalKind.Invalid),
            });
        }
        catch (StoreFullException full)
        {
            LogStoreFull(full);
            answer = Answer.Of(new("storage-full", RefusalKind.Full));
        }
        catch (StoreBusyException busy)
        {
            LogStoreBusy(busy);
            answer = Answer.Of(Refusals.StoreBusy);
        }
        catch (IssuerUnreachableException unreachable)
        {
            LogIssuerUnreachable(unreachable);
            answer = Answer.Of(new("issuer-unreachable", RefusalKind.Busy));
        }
        catch (CryptographicException damaged)
        {
            LogDamaged(damaged, call.Number.Value);
            answer = Answer.Of(new("record-damaged", RefusalKind.Broken));
        }
        catch (Exception unexpected) when (!http.Response.HasStarted)
        {
            LogUnexpected(unexpected, endpoint.Name, call.Number.Value);
            answer = Answer.Of(new("internal-error", RefusalKind.Broken));
        }
        if (call.Number != default)
            span?.SetTag(Spans.Number, call.Number.Value);
        await writer.WriteAsync(call, answer);
    }

    /// <summary>What is taken out of the house is on record before it leaves, what was done once it is.</summary>
    private async Task<Answer> HandleAsync(ApiCall call)
    {
        var endpoint = call.Endpoint;
        if (call.Number == default && endpoint.Produces.Contains(Csv.MediaType) && call.Http.Request.Prefers(Csv.MediaType))
            await services.Acts.RunAsync(call.Caller.Actor, AccessKind.Exported, endpoint.Name, call.Cancellation);
        var answer = await endpoint.Handle(call);
        if (endpoint.IsAct && answer.Refusal is null && !answer.Replayed)
            await services.Acts.RunAsync(call.Caller.Actor, AccessKind.Acted, string.Join(' ', [endpoint.Name, .. call.Http.Request.RouteValues.Values]), call.Cancellation);
        return answer;
    }

    private async Task<Refusal?> Refuse(ApiCall call)
    {
        if (!call.Endpoint.Open && !IsGranted(call))
        {
            var signIn = await SignInAsync(call.Http);
            if (signIn.Refused is { } why)
                await services.RefusedCalls.SignInAsync(why, CallerAddress.Of(call.Http), call.Cancellation);
            if (signIn.Caller is not { } caller)
                return new("unauthenticated", RefusalKind.Unknown);
            call.Caller = services.ByDepartment || call.Endpoint.ByTelephony
                ? caller with { ByDepartment = services.ByDepartment, ActsOnAny = call.Endpoint.ByTelephony }
                : caller;
        }
        if (call.Http.Request.RouteValues.TryGetValue("number", out var typed))
        {
            var reading = services.Numbers.Read(typed as string);
            if (reading.IsMistyped)
                return new("number-mistyped", RefusalKind.Invalid, services.Numbers.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            call.Number = reading.Number;
        }
        if (call.Endpoint.Open)
            return null;
        var against = !call.Caller.Is(call.Endpoint.Roles) || call.Caller.IsOfSeveralKinds() ? await AgainstAsync(call) : null;
        return against ?? (call.Endpoint.OfAllDepartments && call.Caller.IsBound ? Refusals.ReportNotByDepartment : null);
    }

    private ValueTask<SignIn> SignInAsync(HttpContext http) => !TrackingTokens.IsOn(http.Request) ? callers.ReadAsync(http)
        : services.TrackingTokens.Read(http.Request) is { } tracking ? new(SignIn.Of(tracking))
        : new(SignIn.Refuse(SignIn.Tracking));

    /// <summary>An address that was given for this recording says who opens it.</summary>
    private bool IsGranted(ApiCall call)
    {
        if (!call.Endpoint.ByAddress || !call.Http.Request.Query.TryGetValue(AccessGrant.Parameter, out var given))
            return false;
        var route = call.Http.Request.RouteValues;
        var number = services.Numbers.Read(route["number"] as string).Number;
        call.Grant = AccessGrant.Read(given, services.Ring, number.Value ?? "", route["id"] as string, services.Clock.Now());
        call.Caller = call.Grant?.Caller ?? call.Caller;
        return call.Grant is not null;
    }

    /// <summary>
    /// Not yours is not there; only what the caller may see is his to be told that he may not do this with it. Who is of several kinds acts as
    /// those that may: a client that reads all, being an auditor too, changes what it opened and nothing else.
    /// </summary>
    private async Task<Refusal?> AgainstAsync(ApiCall call)
    {
        if (call.Number == default)
            return As(call, null);
        if (await services.Store.FindAsync(call.Number.Value, call.Cancellation) is not { } stored)
            return Refusals.NotFound;
        using var found = Case.Open(stored, services.Ring);
        return call.Caller.CanSee(found.State) ? As(call, found.State) : Refusals.NotFound;
    }

    private static Refusal? As(ApiCall call, Protocol? protocol)
    {
        var acting = call.Caller.Acting(call.Endpoint.Roles, protocol);
        if (acting.Roles == Roles.None)
            return Refusals.RoleForbidden;
        call.Caller = acting;
        return null;
    }

    [LoggerMessage(1, LogLevel.Error, "The store is full; nothing was written")]
    private partial void LogStoreFull(Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "The store turns requests away")]
    private partial void LogStoreBusy(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "The issuer of tokens cannot be reached")]
    private partial void LogIssuerUnreachable(Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Protocol {Number} is not as it was written; run the verification")]
    private partial void LogDamaged(Exception exception, string number);

    [LoggerMessage(3, LogLevel.Error, "{Endpoint} failed on protocol {Number}")]
    private partial void LogUnexpected(Exception exception, string endpoint, string number);
}
