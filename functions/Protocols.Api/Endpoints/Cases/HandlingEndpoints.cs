using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Cases;
using Protocols.Handling;
using Protocols.People;
using Protocols.Procedures;

namespace Protocols.Api.Endpoints;

/// <summary>A case is worked on (M7, M8, M9, M13, M14).</summary>
internal static class HandlingEndpoints
{
    private static readonly string[] whenWorking = ["invalid", "protocol-closed", "subject-missing"];

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "AddEntry",
            Method = "POST",
            Route = "api/protocols/{number}/entries",
            Roles = Calls.Writers,
            Summary = "An entry of the resolution journal: analysis, test, solution, contact or note. Clients and customers add inbound contacts.",
            Status = 201,
            Response = typeof(EntryAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "protocol-closed", "contacts-only", "idempotency-key-reused"],
            Example = """{ "kind": "contact", "text": "Cliente informado da solução por telefone", "channel": "phone", "direction": "outbound", "reached": true, "customerInformed": true }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Entry, (call, entry) => call.ChangeAsync(
            (protocol, _) => entry.Decide(protocol, call.Caller),
            changed => Answer.Created(Shown.Entry(changed.Facts[0], call.View()), AnswerJson.Default.EntryAnswer))),
        new Endpoint
        {
            Name = "TickStep",
            Method = "POST",
            Route = "api/protocols/{number}/steps/{id}",
            Roles = Roles.WorkingStaff,
            Summary = "A step of one of the protocol's procedures was followed, or is left out for a reason; which there are stands on the protocol.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = [.. whenWorking, "step-not-found", "step-ticked", "idempotency-key-reused"],
            Example = """{ "done": true }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Step, (call, given) =>
        {
            var step = new TickStep((string)call.Http.Request.RouteValues["id"]!, given.Done, given.Skipped);
            return call.ChangeAsync((protocol, rules, _) => step.Decide(protocol, rules.Catalogue));
        }),
        new Endpoint
        {
            Name = "ClaimProtocol",
            Method = "POST",
            Route = "api/protocols/{number}/claim",
            Roles = Roles.Agent,
            Summary = "A protocol that a channel's back end opened gets its owner.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = [.. whenWorking, "already-owned", "idempotency-key-reused"],
            Example = "{}",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Nothing, (call, _) => call.ChangeAsync((protocol, _) => ClaimProtocol.Decide(protocol, call.Caller))),
        new Endpoint
        {
            Name = "SetOwner",
            Method = "PUT",
            Route = "api/protocols/{number}/owner",
            Roles = Roles.Supervisor,
            Summary = "Names another owner, where the owner has left.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Conditional = true,
            Problems = whenWorking,
            Example = """{ "id": "bruno", "name": "Bruno Lima", "reason": "A proprietária saiu da empresa" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Owner, (call, command) => call.ChangeAsync((protocol, _) => command.Decide(protocol))),
        new Endpoint
        {
            Name = "SetExecutor",
            Method = "PUT",
            Route = "api/protocols/{number}/executor",
            Roles = Roles.WorkingStaff,
            Summary = "Names who executes; null gives the case back to its owner.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Conditional = true,
            NullBody = true,
            Problems = [.. whenWorking, "already-resolved", "question-stays-in-its-call"],
            Example = """{ "id": "carla", "name": "Carla Dias" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Executor, (call, executor) =>
            call.ChangeAsync((protocol, _) => new SetExecutor(executor).Decide(protocol))),
        new Endpoint
        {
            Name = "LinkProtocol",
            Method = "POST",
            Route = "api/protocols/{number}/links",
            Roles = Roles.WorkingStaff,
            Summary = "Links another protocol; both record it.",
            Status = 201,
            Response = typeof(LinkAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "subject-missing", "idempotency-key-reused"],
            Example = """{ "number": "2026 1122 0000 0012", "kind": "follow-up" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Link, LinkAsync),
    ];

    /// <summary>The near end first, then the far one; repeated after a break it writes only what still lacks.</summary>
    private static async Task<Answer> LinkAsync(ApiCall call, (string Number, LinkKind Kind) asked)
    {
        var reading = call.Services.Numbers.Read(asked.Number);
        if (reading.IsMistyped)
            return Answer.Of(Refusals.Invalid(new FieldError("number", "number-mistyped")));
        var near = await call.Services.Reading.StateAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!near.Succeeded)
            return Answer.Of(near.Refusal);
        var other = await call.Services.Reading.StateAsync(reading.Number.Value, call.Caller, call.Cancellation);
        if (!other.Succeeded)
            return Answer.Of(Refusals.Invalid(new FieldError("number", "protocol-not-found")));
        var link = new LinkProtocol(other.Value.Number, asked.Kind, LinkEnd.FromHere) { Other = other.Value };
        var answer = await call.ChangeAsync(
            (protocol, _) => link.Decide(protocol),
            _ => Answer.Created(new(link.Number, link.Kind, link.End), AnswerJson.Default.LinkAnswer));
        if (answer.Refusal is not null)
            return answer;
        var back = link.From(call.Number.Value, near.Value);
        var far = await call.Services.Changing.RunAsync(
            link.Number, call.Caller, Conditions.None, (protocol, _) => back.Decide(protocol), call.Cancellation);
        return far.Succeeded ? answer : Answer.Of(far.Refusal);
    }
}
