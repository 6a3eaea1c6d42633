using Protocols.Accessing;
using Protocols.Api.Answers;
using Protocols.Api.Guarding;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Cases;
using Protocols.Finding;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>A protocol is followed by its number and found without it (M20, M21, M23).</summary>
internal static class FindingEndpoints
{
    private const int MostEntries = 200, UsualEntries = 50;

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadProtocol",
            Method = "GET",
            Route = "api/protocols/{number}",
            Roles = Roles.Everyone,
            Summary = "The protocol with its newest 100 entries; the number is read as people type it.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Handle = ReadAsync,
        },
        new Endpoint
        {
            Name = "ReadTimeline",
            Method = "GET",
            Route = "api/protocols/{number}/timeline",
            Roles = Roles.Everyone,
            Summary = "The history in parts, by fact number.",
            Status = 200,
            Response = typeof(TimelineAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(ReadWindow, TimelineAsync),
        new Endpoint
        {
            Name = "ListProtocols",
            Method = "GET",
            Route = "api/protocols",
            Roles = Roles.ReadingStaff,
            Summary = "Protocols that match every filter, newest first.",
            Status = 200,
            Response = typeof(ListAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(Filters.Read, ListAsync),
        new Endpoint
        {
            Name = "SearchProtocols",
            Method = "POST",
            Route = "api/protocols/search",
            Roles = Roles.ReadingStaff,
            OnRecord = true,
            Summary = "Finds protocols by what identifies a person or an order, which never stands in a URL.",
            Status = 200,
            Response = typeof(ListAnswer),
            Limited = Limited.Searches,
            Problems = ["invalid"],
            Example = """{ "document": "529.982.247-25", "status": "open", "limit": 20 }""",
            Handle = Endpoint.Unread,
        }.Reading(Filters.ReadWithPerson, ListAsync),
        new Endpoint
        {
            Name = "RevealCustomer",
            Method = "POST",
            Route = "api/protocols/{number}/customer/reveal",
            Roles = Roles.WorkingStaff,
            Summary = "The customer's data in full; who saw it and why is written down first.",
            Status = 200,
            Response = typeof(CustomerAnswer),
            Idempotent = true,
            Conditional = true,
            Limited = Limited.Reveals,
            Problems = ["invalid", "idempotency-key-reused"],
            Example = """{ "reason": "Confirmar o endereço de entrega com o cliente" }""",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Reason, RevealAsync),
    ];

    private static async Task<Answer> ReadAsync(ApiCall call)
    {
        var read = await call.Services.Reading.RunAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!read.Succeeded)
            return Answer.Of(read.Refusal);
        var tag = call.Tag(read.Value.State);
        if (call.Has(tag))
            return Answer.NotModified(tag);
        var clocks = await call.ClocksAsync(read.Value.State);
        return Answer.Ok(Shown.Whole(read.Value, call.View(), clocks, call.Catalogue(read.Value.State)), AnswerJson.Default.ProtocolAnswer) with { ETag = tag };
    }

    private static (int? After, int? Before, int Limit) ReadWindow(JsonFields f) => (
        f.Integer("after", 0, int.MaxValue), f.Integer("before", 1, int.MaxValue), f.Integer("limit", 1, MostEntries) ?? UsualEntries);

    private static async Task<Answer> TimelineAsync(ApiCall call, (int? After, int? Before, int Limit) window)
    {
        if (window is { After: not null, Before: not null })
            return Answer.Of(Refusals.Invalid(new FieldError("after", "not-with", "before")));
        var read = await call.Services.Reading.TimelineAsync(
            call.Number.Value, call.Caller, window.After, window.Before, window.Limit, call.Cancellation);
        if (!read.Succeeded)
            return Answer.Of(read.Refusal);
        var tag = call.Tag(read.Value.State);
        if (call.Has(tag))
            return Answer.NotModified(tag);
        var entries = read.Value.Facts.Select(fact => Shown.Entry(fact, Shown.Seen(read.Value.State, call.View())));
        var body = new TimelineAnswer([.. entries], read.Value.Before, read.Value.After);
        return Answer.Ok(body, AnswerJson.Default.TimelineAnswer) with { ETag = tag };
    }

    private static async Task<Answer> ListAsync(ApiCall call, Filters filters)
    {
        if (filters.ToQuery(call.Services) is not { } query)
            return Answer.Of(Refusals.CursorInvalid);
        if (filters.Person is { IdentifiesPerson: true } person)
            await call.Services.Acts.RunAsync(call.Caller.Actor, AccessKind.Searched, string.Join(' ', person.Asked), call.Cancellation);
        var page = await call.Services.Finding.RunAsync(query, filters.Person, call.Caller, call.Cancellation);
        return await call.SummariesAsync(page, filters.Order);
    }

    private static async Task<Answer> RevealAsync(ApiCall call, string reason)
    {
        var answer = await call.ChangeAsync(
            (protocol, _) => new RevealCustomer(reason).Decide(protocol),
            changed => Answer.Ok(
                Shown.Customer(changed.State.Personal.Customer ?? new(), View.Full)!, AnswerJson.Default.CustomerAnswer));
        // Also where it is a repetition: it is shown once more.
        if (answer.Refusal is null)
            await call.Services.Logging.RunAsync(call.Number.Value, call.Caller, AccessKind.CustomerRevealed, null, reason, call.Cancellation);
        return answer;
    }
}
