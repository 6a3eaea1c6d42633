using Protocols.Api.Answers;
using Protocols.Api.Guarding;
using Protocols.Api.Http;
using Protocols.Finding;
using Protocols.Opening;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>A contact begins and what is known of it grows (M1, M2, M5), and his number is sent to the customer (M4).</summary>
internal static class OpeningEndpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "OpenProtocol",
            Method = "POST",
            Route = "api/protocols",
            Roles = Roles.WorkingStaff | Roles.Client,
            OnRecord = true,
            Summary = "Opens a protocol: the number is issued at once, only the channel is needed.",
            Status = 201,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Limited = Limited.Openings,
            Problems = ["invalid", "idempotency-key-reused", "numbers-exhausted"],
            Example = """{ "channel": "phone", "subject": "Produto chegou danificado", "occurrence": "delivery-problem", "reason": "damaged", "customer": { "name": "Ana Souza", "document": "529.982.247-25", "phone": "(11) 98765-4321" }, "references": [{ "kind": "order", "value": "PED-1042" }], "receiptBy": ["email"] }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Open, OpenAsync),
        new Endpoint
        {
            Name = "AmendProtocol",
            Method = "PATCH",
            Route = "api/protocols/{number}",
            Roles = Roles.WorkingStaff | Roles.Client,
            Summary = "Merge patch (RFC 7396) of what is known: subject, occurrence, reason, detail, customer, references, context, waitingOn.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Conditional = true,
            Problems = ["invalid", "protocol-closed", "subject-missing", "already-resolved", "question-stays-in-its-call"],
            Example = """{ "subject": "Produto chegou danificado", "customer": { "document": "529.982.247-25" }, "waitingOn": "analysis" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Amend, (call, patch) => call.ChangeAsync((protocol, rules, _) => patch.Decide(protocol, rules.Catalogue))),
        new Endpoint
        {
            Name = "AskReceipt",
            Method = "POST",
            Route = "api/protocols/{number}/receipts",
            Roles = Calls.Writers,
            Summary = "Sends number, date, time and subject to the customer; how that went is told by the timeline.",
            Status = 201,
            Response = typeof(EntryAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "subject-missing", "address-missing", "too-many-receipts", "idempotency-key-reused"],
            Example = """{ "by": "letter" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Receipt, (call, receipt) => call.ChangeAsync(
            (protocol, now) => receipt.Decide(protocol, now),
            changed => Answer.Created(Shown.Entry(changed.Facts[0], call.View()), AnswerJson.Default.EntryAnswer))),
    ];

    private static async Task<Answer> OpenAsync(ApiCall call, OpenProtocol command)
    {
        var (key, refusal) = call.Key();
        if (refusal is not null)
            return Answer.Of(refusal);
        var opened = await call.Services.Opening.RunAsync(command, call.Caller, key, call.Cancellation);
        if (!opened.Succeeded)
            return Answer.Of(opened.Refusal);
        await call.Services.Rules.OfAsync(opened.Value.State, call.Cancellation);
        var found = new ProtocolView(opened.Value.State, opened.Value.Facts, null, opened.Value.Head);
        var body = Shown.Whole(found, call.View(), call.Clocks(opened.Value), call.Catalogue(found.State)) with { AccessCode = opened.Value.State.Personal.AccessCode };
        var answer = Answer.Created(body, AnswerJson.Default.ProtocolAnswer) with { Location = $"/api/protocols/{body.Number}" };
        return call.Tagged(answer, opened.Value);
    }
}
