using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Closing;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>A case ends, and goes on when the customer comes back (M11, M13).</summary>
internal static class ClosingEndpoints
{
    private static readonly string[] whenEnding =
        ["invalid", "protocol-closed", "subject-missing", "solution-missing", "fields-missing", "idempotency-key-reused"];

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ResolveProtocol",
            Method = "POST",
            Route = "api/protocols/{number}/resolve",
            Roles = Roles.WorkingStaff,
            Summary = "The problem is solved; needs a solution entry.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = [.. whenEnding, "already-resolved"],
            Example = "{}",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Nothing, (call, _) =>
            call.ChangeAsync((protocol, rules, _) => ResolveProtocol.Decide(protocol, rules.Catalogue))),
        new Endpoint
        {
            Name = "CloseProtocol",
            Method = "POST",
            Route = "api/protocols/{number}/close",
            Roles = Roles.WorkingStaff,
            HisAlone = true,
            Summary = "The owner ends the case: solved and the customer told (default), unreachable, or abandoned without a subject.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems =
            [
                .. whenEnding, "not-owner", "customer-not-informed", "customer-not-tried", "customer-not-written-to", "subject-given",
            ],
            Example = """{ "outcome": "solved" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Close, (call, command) => call.ChangeAsync(
            (protocol, rules, _) => command.Decide(protocol, call.Caller, rules.Catalogue, rules.Zone))),
        new Endpoint
        {
            Name = "ReopenProtocol",
            Method = "POST",
            Route = "api/protocols/{number}/reopen",
            Roles = Roles.WorkingStaff,
            Summary = "The case goes on under its number, within the window after its end.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "not-ended", "reopen-window-over", "idempotency-key-reused"],
            Example = """{ "reason": "O defeito voltou" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Reopen, (call, command) => call.ChangeAsync(
            (protocol, rules, now) => command.Decide(protocol, now, rules.Catalogue.Policy))),
    ];
}
