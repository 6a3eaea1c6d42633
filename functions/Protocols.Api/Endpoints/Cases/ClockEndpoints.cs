using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Callbacks;
using Protocols.Cases;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Api.Endpoints;

/// <summary>What runs by the clock: returns that were promised (M10), deadlines explained (M15), and the passes over both (M16).</summary>
internal static class ClockEndpoints
{
    private const int MostCalls = 200, UsualCalls = 50;
    private const string ByTime = "calls";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ScheduleCallback",
            Method = "POST",
            Route = "api/protocols/{number}/callbacks",
            Roles = Roles.WorkingStaff,
            Summary = "Promises the customer a return, as many on one local day as the policy allows.",
            Status = 201,
            Response = typeof(CallbackAnswer),
            Idempotent = true,
            Conditional = true,
            Problems =
            [
                "invalid", "protocol-closed", "subject-missing", "already-resolved", "question-stays-in-its-call", "return-limit",
                "idempotency-key-reused",
            ],
            Example = """{ "at": "2026-11-24T14:00:00-03:00", "channel": "phone" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Callback, (call, command) => call.ChangeAsync(
            (protocol, rules, now) => command.Decide(protocol, now, rules),
            changed => Answer.Created(
                Shown.Callback(changed.State.Callbacks.Single(callback => callback.Id == changed.Facts[0].N)), AnswerJson.Default.CallbackAnswer))),
        new Endpoint
        {
            Name = "CompleteCallback",
            Method = "POST",
            Route = "api/protocols/{number}/callbacks/{id}/complete",
            Roles = Roles.WorkingStaff,
            Summary = "The customer was contacted as promised; the contact becomes an entry of the journal.",
            Status = 200,
            Response = typeof(CallbackAnswer),
            Idempotent = true,
            Conditional = true,
            Problems =
            [
                "invalid", "callback-not-found", "callback-not-open", "protocol-closed", "subject-missing", "return-limit", "idempotency-key-reused",
            ],
            Example = """{ "text": "Expliquei que a peça chega amanhã", "reached": true }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Return, CompleteAsync),
        new Endpoint
        {
            Name = "ListCallbacks",
            Method = "GET",
            Route = "api/callbacks",
            Roles = Roles.WorkingStaff,
            Summary = "The returns that are to be made on a day (today, unless another is asked for), an owner's or everybody's, by time.",
            Status = 200,
            Response = typeof(CallListAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(ReadDay, ListAsync),
        new Endpoint
        {
            Name = "ReadDeadlines",
            Method = "GET",
            Route = "api/protocols/{number}/deadlines",
            Roles = Roles.ReadingStaff,
            Summary = "Every term that runs or ran, explained: the rule, and when its clock ran, paused or stood still.",
            Status = 200,
            Response = typeof(LedgerAnswer),
            Handle = ReadDeadlinesAsync,
        },
        new Endpoint
        {
            Name = "ExtendTerm",
            Method = "POST",
            Route = "api/protocols/{number}/extensions",
            Roles = Roles.Ombudsman,
            Summary = "Extends the term of the ombudsman's answer, once and within the month's share; the customer is written the reason and the new date.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems =
            [
                "invalid", "protocol-closed", "subject-missing", "already-resolved", "term-already-extended", "term-not-extendable", "term-over",
                "extension-quota-reached", "idempotency-key-reused",
            ],
            Example = """{ "reason": "A operadora do cartão ainda não enviou os comprovantes da compra contestada" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Reason, ExtendAsync),
        .. Sweeping.Sweeps.Names.Select(SweepEndpoint),
    ];

    private static async Task<Answer> ExtendAsync(ApiCall call, string reason)
    {
        var conditions = call.Conditions();
        return conditions.Succeeded
            ? await call.AnswerAsync(
                await call.Services.Extending.RunAsync(call.Number.Value, call.Caller, conditions.Value, new(reason), call.Cancellation), call.Head)
            : Answer.Of(conditions.Refusal);
    }

    private static Endpoint SweepEndpoint(string name) => new Endpoint
    {
        Name = $"Sweep{char.ToUpperInvariant(name[0])}{name[1..]}Now",
        Method = "POST",
        Route = $"api/sweeps/{name}",
        Roles = Roles.Admin,
        Summary = $"Runs the pass over {name} now, which a timer runs at its times, and answers what it did.",
        Status = 200,
        Response = typeof(SweepAnswer),
        Problems = ["invalid"],
        Example = """{ "dryRun": true }""",
        Handle = Endpoint.Unread,
    }.Reading(Requests.DryRun, async (call, dryRun) =>
    {
        var done = await call.Services.Sweeps[name].RunAsync(dryRun, call.Cancellation);
        return Answer.Ok(new(done.Found, done.Written, [.. done.Failures.Select(failure => failure.Number)], done.Busy), AnswerJson.Default.SweepAnswer);
    });

    private static Task<Answer> CompleteAsync(ApiCall call, (string Text, bool Reached) made)
    {
        var id = call.FactId();
        var command = new CompleteCallback(id, made.Text, made.Reached);
        return call.ChangeAsync(
            (protocol, rules, now) => command.Decide(protocol, call.Caller, now, rules),
            changed => Answer.Ok(
                Shown.Callback(changed.State.Callbacks.Single(callback => callback.Id == id)), AnswerJson.Default.CallbackAnswer));
    }

    private static (DateOnly? Day, string? Owner, int Limit, string? Cursor) ReadDay(JsonFields f) => (
        f.Day("day"), f.Line("owner", 120), f.Integer("limit", 1, MostCalls) ?? UsualCalls, f.Line("cursor", 300));

    private static async Task<Answer> ListAsync(ApiCall call, (DateOnly? Day, string? Owner, int Limit, string? Cursor) asked)
    {
        var services = call.Services;
        var day = asked.Day ?? services.Clock.Now().LocalDay(services.Zone);
        if (!call.TryPlace(asked.Cursor, ByTime, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var calls = (await services.Finding.CallsAsync(day, asked.Owner, call.Caller, call.Cancellation))
            .Where(one => after is not { } place || one.Callback.At > place.At
                || (one.Callback.At == place.At && string.CompareOrdinal(Place(one), place.Number) > 0))
            .Take(asked.Limit + 1)
            .ToList();
        var page = calls.Take(asked.Limit).ToList();
        ListPosition? next = calls.Count > page.Count ? new(page[^1].Callback.At, Place(page[^1])) : null;
        var items = page.Select(one => Shown.Call(one.State, one.Callback, call.View()));
        return Answer.Ok(new([.. items], Cursors.Write(next, ByTime, services.Ring)), AnswerJson.Default.CallListAnswer);
    }

    /// <summary>A protocol may have two returns at one instant.</summary>
    private static string Place((Protocol State, Callback Callback) call) => $"{call.State.Number}:{call.Callback.Id:D10}";

    private static async Task<Answer> ReadDeadlinesAsync(ApiCall call)
    {
        if (await call.Services.Store.FindAsync(call.Number.Value, call.Cancellation) is not { } stored)
            return Answer.Of(Refusals.NotFound);
        using var found = Case.Open(stored, call.Services.Ring);
        if (!call.Caller.CanSee(found.State))
            return Answer.Of(Refusals.NotFound);
        var rules = await call.Services.Rules.OfAsync(found.State, call.Cancellation);
        var lines = rules.Ledger(found.State, call.Services.Clock.Now());
        return Answer.Ok(new([.. lines.Select(line => Shown.Ledger(line, found.State.Terms))]), AnswerJson.Default.LedgerAnswer);
    }
}
