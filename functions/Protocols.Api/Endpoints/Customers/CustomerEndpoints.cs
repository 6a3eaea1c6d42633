using Protocols.Api.Answers;
using Protocols.Api.Guarding;
using Protocols.Api.Http;
using Protocols.Api.Identity;
using Protocols.Api.Reading;
using Protocols.Cases;
using Protocols.Customers;
using Protocols.People;
using Protocols.Tracking;

namespace Protocols.Api.Endpoints;

/// <summary>What the customer does himself: follow his protocol, ask for its history, say how he was served (M20, M22, M24).</summary>
internal static class CustomerEndpoints
{
    /// <summary>Failed tracking is answered at whole multiples of this, so that the time says nothing.</summary>
    private static readonly TimeSpan beat = TimeSpan.FromMilliseconds(250);

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "TrackProtocol",
            Method = "POST",
            Route = "api/tracking",
            Roles = Roles.None,
            Open = true,
            Summary = "The public view by number and document, or number and access code, with a token for this protocol; 30 minutes.",
            Status = 200,
            Response = typeof(TrackingAnswer),
            Problems = ["invalid", "tracking-not-found", "too-many-tries"],
            Example = """{ "number": "2026 1121 0000 0016", "document": "529.982.247-25" }""",
            Handle = Endpoint.Unread,
        }.Reading(ReadTracking, TrackAsync),
        new Endpoint
        {
            Name = "ListOwnProtocols",
            Method = "GET",
            Route = "api/consumer/protocols",
            Roles = Roles.Consumer,
            Summary = "The customer's own protocols, newest first, as he may see them.",
            Status = 200,
            Response = typeof(ListAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Integer("limit", 1, 200) ?? 50, f.Line("cursor", 300)), ListOwnAsync),
        new Endpoint
        {
            Name = "AnswerSurvey",
            Method = "POST",
            Route = "api/protocols/{number}/survey",
            Roles = Roles.Consumer | Roles.Client,
            Summary = "How the customer was served, from 1 to 5, with what he says of it; once, after the solution.",
            Status = 201,
            Response = typeof(EntryAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "not-yet-resolved", "survey-given", "idempotency-key-reused"],
            Example = """{ "score": 5, "comment": "Resolveram na hora" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => new AnswerSurvey(f.Integer("score", 1, 5, required: true) ?? 0, f.Lines("comment", 2_000)),
            (call, survey) => call.ChangeAsync((protocol, _) => survey.Decide(protocol), changed => Entry(call, changed))),
        new Endpoint
        {
            Name = "AskHistory",
            Method = "POST",
            Route = "api/protocols/{number}/history-requests",
            Roles = Calls.Writers,
            Summary = "Everything under the number but internal notes is asked for; the law's term for sending it begins. By e-mail the service sends it as a PDF; where that fails or comes back, it waits for staff.",
            Status = 201,
            Response = typeof(HistoryRequestAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "subject-missing", "fields-missing", "too-many-histories", "idempotency-key-reused"],
            Example = """{ "by": "download" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => new AskHistory(f.Code<DeliveryWay>("by", required: true) ?? default),
            (call, asked) => call.ChangeAsync(asked.Decide, changed => DeliveryEndpoints.Request(changed, changed.State.HistoryRequests.Last(request => request.By == asked.By).Id, 201))),
        new Endpoint
        {
            Name = "ListHistoryRequests",
            Method = "GET",
            Route = "api/protocols/{number}/history-requests",
            Roles = Roles.Everyone,
            Summary = "Requests for the history, when each was answered, and of those by e-mail what became of the message.",
            Status = 200,
            Response = typeof(HistoryRequestsAnswer),
            Handle = ListRequestsAsync,
        },
    ];

    private static (string Number, string? Document, string? Code) ReadTracking(JsonFields f)
    {
        var (number, document, code) = (f.Line("number", 60, required: true), f.Form<PersonDocument>("document", 32, PersonDocument.TryParse, d => d.Value, "invalid-document"), f.Line("accessCode", 40));
        return (number ?? "", document, code);
    }

    private static async Task<Answer> TrackAsync(ApiCall call, (string Number, string? Document, string? Code) asked)
    {
        if ((asked.Document is null) == (asked.Code is null))
        {
            return Answer.Of(Refusals.Invalid(
                asked.Code is null ? new FieldError("document", "required") : new FieldError("document", "not-with", "accessCode")));
        }
        var (services, began) = (call.Services, call.Services.Clock.GetTimestamp());
        var reading = services.Numbers.Read(asked.Number);
        var number = reading.IsMistyped ? null : reading.Number.Value;
        var proof = new Proof(asked.Document, asked.Code);
        var tracked = await services.Tracking.RunAsync(asked.Number, number, proof, CallerAddress.Of(call.Http), call.Cancellation);
        if (!tracked.Succeeded)
        {
            await services.RefusedCalls.SignInAsync(SignIn.Tracking, CallerAddress.Of(call.Http), call.Cancellation);
            var taken = services.Clock.GetElapsedTime(began);
            await Task.Delay(beat - TimeSpan.FromTicks(taken.Ticks % beat.Ticks), services.Clock, call.Cancellation);
            return Answer.Of(tracked.Refusal);
        }
        var (token, until) = services.TrackingTokens.Issue(new(number!, proof.Level));
        var view = Access.ViewOf(Caller.Tracking(number!, proof.Level));
        var shown = Shown.Whole(tracked.Value, view, await call.ClocksAsync(tracked.Value.State), call.Catalogue(tracked.Value.State));
        return Answer.Ok(new(token, until, shown), AnswerJson.Default.TrackingAnswer);
    }

    private static async Task<Answer> ListOwnAsync(ApiCall call, (int Limit, string? Cursor) asked)
    {
        const string order = "own";
        if (!call.TryPlace(asked.Cursor, order, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var page = await call.Services.Finding.OwnAsync(call.Caller, asked.Limit, after, call.Cancellation);
        return await call.SummariesAsync(page, order);
    }

    private static async Task<Answer> ListRequestsAsync(ApiCall call)
    {
        var read = await call.Services.Reading.StateAsync(call.Number.Value, call.Caller, call.Cancellation);
        return read.Succeeded
            ? Answer.Ok(new([.. read.Value.HistoryRequests.Select(request => Shown.HistoryRequest(read.Value, request))]), AnswerJson.Default.HistoryRequestsAnswer)
            : Answer.Of(read.Refusal);
    }

    private static Answer Entry(ApiCall call, Changed changed) =>
        Answer.Created(Shown.Entry(changed.Facts[0], call.View()), AnswerJson.Default.EntryAnswer);
}
