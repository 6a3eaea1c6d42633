using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Cases;
using Protocols.Notifying;
using Protocols.People;
using Protocols.Recordings;
using Protocols.Tracking;

namespace Protocols.Api.Endpoints;

/// <summary>What staff posted or handed over by hand, and what proves it (M4, M22, M25): only they can say so.</summary>
internal static class DeliveryEndpoints
{
    private const string Example = """{ "proof": "Carta registrada BR123456789BR" }""";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "SendHistory",
            Method = "POST",
            Route = "api/protocols/{number}/history-requests/{id}/sent",
            Roles = Roles.WorkingStaff,
            Summary = "The history was posted or handed over, also where its mail failed or came back, and what proves it: a letter's tracking code, who received it.",
            Status = 200,
            Response = typeof(HistoryRequestAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "history-request-not-found", "idempotency-key-reused"],
            Example = Example,
            Handle = Endpoint.Unread,
        }.Reading(Proof, (call, proof) =>
        {
            var id = call.FactId();
            return call.ChangeAsync((protocol, _) => new SendHistory(id, proof).Decide(protocol), changed => Request(changed, id, 200));
        }),
        new Endpoint
        {
            Name = "PostLetter",
            Method = "POST",
            Route = "api/protocols/{number}/receipts/{id}/sent",
            Roles = Roles.WorkingStaff,
            Summary = "The letter with the number was posted, and what proves it; the id is that of the entry that asked for it.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "letter-not-found", "idempotency-key-reused"],
            Example = Example,
            Handle = Endpoint.Unread,
        }.Reading(Proof, (call, proof) =>
        {
            var posted = new PostLetter(call.FactId(), proof ?? "");
            return call.ChangeAsync((protocol, _) => posted.Decide(protocol));
        }),
        new Endpoint
        {
            Name = "HandOverRecording",
            Method = "POST",
            Route = RecordingEndpoints.Route + "/{id}/requests/sent",
            Roles = Roles.WorkingStaff,
            Summary = "The copy of the recording that the customer asked for was handed over or sent, and what proves it.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "recording-not-found", "idempotency-key-reused"],
            Example = Example,
            Handle = Endpoint.Unread,
        }.Reading(Proof, (call, proof) =>
        {
            var asked = new AskForRecording(call.ContentId());
            return call.ChangeAsync((protocol, _) => asked.HandOver(protocol, proof ?? ""));
        }),
    ];

    public static Answer Request(Changed changed, long id, int status)
    {
        var shown = Shown.HistoryRequest(changed.State, changed.State.HistoryRequests.Single(request => request.Id == id));
        return status == 201 ? Answer.Created(shown, AnswerJson.Default.HistoryRequestAnswer) : Answer.Ok(shown, AnswerJson.Default.HistoryRequestAnswer);
    }

    private static string? Proof(JsonFields f) => f.Lines("proof", 500, required: true);
}
