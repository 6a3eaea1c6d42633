using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Escalating;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>A case goes to who can solve it, and comes back (M17, M18); escalations are watched (M19).</summary>
internal static class EscalatingEndpoints
{
    private const int MostPerPage = 200, UsualPerPage = 50;

    private static readonly string[] whenWorking =
        ["invalid", "protocol-closed", "subject-missing", "already-resolved", "idempotency-key-reused"];

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReferProtocol",
            Method = "POST",
            Route = "api/protocols/{number}/referrals",
            Roles = Roles.WorkingStaff | Roles.Consumer,
            Summary = "Escalates to a line, a department or a person; a customer to the ombudsman once the legal term has passed.",
            Status = 202,
            Response = typeof(ReferralAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = [.. whenWorking, "question-stays-in-its-call", "evidence-missing", "ombudsman-only", "legal-term-running"],
            Example = """{ "to": { "tier": "n2" }, "reason": "Sinal normal até o modem; suspeita de porta na central" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Referral, (call, command) => call.ChangeAsync(
            (protocol, rules, now) => command.Decide(protocol, call.Caller, rules, now),
            changed => Answer.Accepted(Shown.Referral(changed), AnswerJson.Default.ReferralAnswer))),
        new Endpoint
        {
            Name = "ReturnReferral",
            Method = "POST",
            Route = "api/protocols/{number}/referrals/{id}/return",
            Roles = Roles.WorkingStaff,
            HisAlone = true,
            Summary = "The receiver gives the case back to where it came from, with guidance.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = [.. whenWorking, "referral-not-found", "not-receiver", "later-referral-open"],
            Example = """{ "guidance": "Trocar o filtro e medir de novo à noite" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Guidance, (call, guidance) =>
        {
            var command = new ReturnReferral(call.FactId(), guidance);
            return call.ChangeAsync((protocol, _) => command.Decide(protocol, call.Caller));
        }),
        new Endpoint
        {
            Name = "ListEscalations",
            Method = "GET",
            Route = "api/escalations",
            Roles = Roles.Supervisor | Roles.Admin,
            Summary = "Escalations on their way (queued, the default), with their receivers (handling), or dead.",
            Status = 200,
            Response = typeof(EscalationListAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(
            f => (f.Code<EscalationState>("state") ?? EscalationState.Queued, f.Integer("limit", 1, MostPerPage) ?? UsualPerPage, f.Line("cursor", 300)),
            ListAsync),
        new Endpoint
        {
            Name = "RedriveEscalation",
            Method = "POST",
            Route = "api/escalations/{id}/redrive",
            Roles = Roles.Supervisor | Roles.Admin,
            Summary = "A dead escalation is sent again.",
            Status = 202,
            Response = typeof(EscalationAnswer),
            Idempotent = true,
            Problems = ["invalid", "escalation-not-found", "escalation-not-dead", "idempotency-key-reused"],
            Example = "{}",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Nothing, (call, _) => RedriveAsync(call)),
    ];

    /// <summary>What the list is sorted by, for its cursors.</summary>
    private const string ByOpening = "escalations";

    private static async Task<Answer> ListAsync(ApiCall call, (EscalationState State, int Limit, string? Cursor) asked)
    {
        if (!call.TryPlace(asked.Cursor, ByOpening, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var page = await call.Services.Escalations.RunAsync(asked.State, asked.Limit, after, call.Caller, call.Cancellation);
        return Answer.Ok(
            new([.. page.Items.Select(Shown.Escalation)], Cursors.Write(page.Next, ByOpening, call.Services.Ring)), AnswerJson.Default.EscalationListAnswer);
    }

    private static async Task<Answer> RedriveAsync(ApiCall call)
    {
        var id = (string)call.Http.Request.RouteValues["id"]!;
        if (Escalation.LetterOf(id) is { } sequence)
        {
            return await call.Services.Queues.SendDeadAgainAsync(QueueDefinition.Escalations, sequence, call.Cancellation)
                ? Answer.Accepted(new EscalationAnswer(id, EscalationState.Queued), AnswerJson.Default.EscalationAnswer)
                : Answer.Of(Refusals.EscalationNotFound);
        }
        if (Escalation.ReferralOf(id) is not var (number, referral))
            return Answer.Of(Refusals.EscalationNotFound);
        var conditions = call.Conditions();
        if (!conditions.Succeeded)
            return Answer.Of(conditions.Refusal);
        var command = new RedriveEscalation(referral);
        var changed = await call.Services.Changing.RunAsync(
            number, call.Caller, conditions.Value, (protocol, _) => command.Decide(protocol), call.Cancellation);
        if (changed.Refusal is { } refusal)
            return Answer.Of(refusal.Code == Refusals.NotFound.Code ? Refusals.EscalationNotFound : refusal);
        var queued = Escalation.Of(number, changed.Value!.State.Referrals.First(open => open.Id == referral));
        return Answer.Accepted(Shown.Escalation(queued), AnswerJson.Default.EscalationAnswer) with { Replayed = changed.Value.Replayed };
    }
}
