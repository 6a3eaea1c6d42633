using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Cases;
using Protocols.Customers;
using Protocols.Keeping;
using Protocols.People;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Api.Endpoints;

/// <summary>Legal holds, on a protocol or on whoever its customer is, and complaints that make a regulator keep more (M26): what is held is never removed.</summary>
internal static class HoldEndpoints
{
    private const int LongestReason = 500, LongestReference = 120, Page = 200, UsualCases = 50;
    private const string ByHold = "holds";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "SetLegalHold",
            Method = "PUT",
            Route = "api/protocols/{number}/legal-hold",
            Roles = Roles.Compliance,
            IsAct = true,
            Summary = "Nothing of the protocol is removed until the hold is lifted, whatever its terms say.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Conditional = true,
            Problems = ["invalid", "record-erased"],
            Example = """{ "reason": "Ação em curso", "reference": "0001234-56.2026.8.26.0100" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => new SetHold(f.Lines("reason", LongestReason, required: true) ?? "", f.Line("reference", 120, required: true) ?? ""),
            (call, hold) => HoldAsync(call, (protocol, _) => hold.Decide(protocol))),
        new Endpoint
        {
            Name = "LiftLegalHold",
            Method = "DELETE",
            Route = "api/protocols/{number}/legal-hold",
            Roles = Roles.Compliance,
            IsAct = true,
            Summary = "The protocol's terms hold again; why is said in Access-Reason, and of several holds which one in Hold-Reference.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Conditional = true,
            Problems = ["invalid", "hold-not-named", "record-erased"],
            Handle = Endpoint.Unread,
        }.Bearing(
            f => new LiftHold(f.Lines("Access-Reason", LongestReason, required: true) ?? "", f.Line("Hold-Reference", 120)),
            (call, lift) => HoldAsync(call, (protocol, _) => lift.Decide(protocol))),
        new Endpoint
        {
            Name = "ListLegalHolds",
            Method = "GET",
            Route = "api/legal-holds",
            Roles = Roles.Compliance,
            Summary = "What is held: persons, and protocols by themselves or for their customer, those of the newest first; of one reference where one is given.",
            Status = 200,
            Response = typeof(HoldsAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Line("reference", LongestReference), f.Integer("limit", 1, Page) ?? UsualCases, f.Line("cursor", 300)), ListAsync),
        new Endpoint
        {
            Name = "SetPersonHold",
            Method = "PUT",
            Route = "api/legal-holds",
            Roles = Roles.Compliance,
            IsAct = true,
            Summary = "Nothing of this person's protocols is removed until the hold is lifted, nor of those he opens later; asked again where it broke off.",
            Status = 200,
            Response = typeof(PersonHoldAnswer),
            Problems = ["invalid"],
            Example = """{ "document": "529.982.247-25", "reason": "Ação em curso", "reference": "0001234-56.2026.8.26.0100" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => (
                f.Form<PersonDocument>("document", 32, PersonDocument.TryParse, d => d.Value, "invalid-document"),
                new SetHold(f.Lines("reason", LongestReason, required: true) ?? "", f.Line("reference", LongestReference, required: true) ?? "", Person: true)),
            SetAsync),
        new Endpoint
        {
            Name = "LiftPersonHold",
            Method = "DELETE",
            Route = "api/legal-holds",
            Roles = Roles.Compliance,
            IsAct = true,
            Summary = "Lifts the holds on persons that bear the reference in Hold-Reference; why is said in Access-Reason. Holds on single protocols stay.",
            Status = 200,
            Response = typeof(PersonHoldAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Bearing(
            f => new LiftHold(f.Lines("Access-Reason", LongestReason, required: true) ?? "", f.Line("Hold-Reference", LongestReference, required: true)),
            LiftAsync),
        new Endpoint
        {
            Name = "FileComplaint",
            Method = "POST",
            Route = "api/protocols/{number}/complaints",
            Roles = Roles.WorkingStaff | Roles.Compliance,
            Summary = "The customer took the case to whoever oversees the company; where that makes it be kept longer, it is.",
            Status = 200,
            Response = typeof(ProtocolAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "record-erased", "idempotency-key-reused"],
            Example = """{ "regulator": "ans", "day": "2024-05-20", "reference": "NIP 4567890" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => (
                f.Form<string>("regulator", 40, IsCode, code => code, "invalid-code"), f.Day("day"), f.Line("reference", LongestReference, required: true)),
            FileAsync),
    ];

    private static bool IsCode(string? text, out string code)
    {
        code = text ?? "";
        return code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
    }

    private static Task<Answer> FileAsync(ApiCall call, (string? Regulator, DateOnly? Day, string? Reference) told)
    {
        if (told.Regulator is not { } regulator)
            return Task.FromResult(Answer.Of(Refusals.Invalid(new FieldError("regulator", "required"))));
        return call.ChangeAsync((protocol, now) =>
        {
            var today = now.LocalDay(call.Services.Zone);
            return new FileComplaint(regulator, told.Day ?? today, told.Reference!).Decide(protocol, today);
        });
    }

    private static async Task<Answer> HoldAsync(ApiCall call, Func<Protocol, DateTimeOffset, Decision> decide)
    {
        var answer = await call.ChangeAsync(decide);
        if (answer.Refusal is null)
            await GuardAsync(call, call.Number.Value);
        return answer;
    }

    /// <summary>The store guards the bytes as well; asked again where that broke off.</summary>
    private static async Task GuardAsync(ApiCall call, string number)
    {
        if (call.Services.Stores.Contents is not { } contents)
            return;
        var read = await call.Services.Reading.StateAsync(number, call.Caller, call.Cancellation);
        if (read.Value is not { } state)
            return;
        foreach (var id in state.Recordings.Select(one => one.Id).Concat(state.Attachments.Select(one => one.Id)))
            await contents.HoldAsync(ContentName.Of(state.Number, id), state.Holds.Count > 0, call.Cancellation);
    }

    private static async Task<Answer> ListAsync(ApiCall call, (string? Reference, int Limit, string? Cursor) asked)
    {
        if (!call.TryPlace(asked.Cursor, ByHold, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var key = asked.Reference is null ? HoldList.Any : HoldList.Key(asked.Reference);
        var page = await call.Services.Finding.ListedAsync(key, call.Caller, asked.Limit, after, call.Cancellation);
        var items = page.Items.SelectMany(state => state.Holds
            .Where(hold => asked.Reference is null || hold.Reference == asked.Reference)
            .Select(hold => new HoldAnswer(state.Number, hold.Reference, hold.At, hold.Person)));
        var persons = asked.Cursor is null ? await Persons(call).ListAsync(asked.Reference, call.Cancellation) : [];
        return Answer.Ok(new([.. persons.Select(hold => new PersonHeldAnswer(hold.Reference, hold.At))], [.. items], Cursors.Write(page.Next, ByHold, call.Services.Ring)), AnswerJson.Default.HoldsAnswer);
    }

    /// <summary>The person first, so that whatever of his comes meanwhile is held too.</summary>
    private static async Task<Answer> SetAsync(ApiCall call, (string? Document, SetHold Hold) asked)
    {
        if (asked.Document is not { } document)
            return Answer.Of(Refusals.Invalid(new FieldError("document", "required")));
        await Persons(call).SetAsync(document, asked.Hold.Reference, call.Services.Clock.Now(), call.Cancellation);
        return await EachAsync(
            call, asked.Hold.Reference, after => call.Services.Finding.OfPersonAsync(document, Page, after, call.Cancellation), asked.Hold.Decide);
    }

    private static async Task<Answer> LiftAsync(ApiCall call, LiftHold lift)
    {
        await Persons(call).LiftAsync(lift.Reference!, call.Cancellation);
        return await EachAsync(
            call,
            lift.Reference!,
            after => call.Services.Finding.ListedAsync(HoldList.Key(lift.Reference!), call.Caller, Page, after, call.Cancellation),
            protocol => protocol.Holds.Any(hold => hold.Person && hold.Reference == lift.Reference) ? lift.Decide(protocol) : Decision.Nothing);
    }

    private static HeldPersons Persons(ApiCall call) => new(call.Services.Stores.PersonHolds!, call.Services.Ring);

    /// <summary>All of them, page by page; answers only when the last is done.</summary>
    private static async Task<Answer> EachAsync(ApiCall call, string reference, Func<ListPosition?, Task<Finding.FoundPage>> find, Func<Protocol, Decision> decide)
    {
        var held = 0;
        for (ListPosition? after = null; ;)
        {
            var page = await find(after);
            foreach (var number in page.Items.Where(state => state.ErasedAt is null).Select(state => state.Number))
            {
                var changed = await call.Services.Changing.RunAsync(number, call.Caller, Conditions.None, (protocol, _) => decide(protocol), call.Cancellation);
                if (!changed.Succeeded)
                    return Answer.Of(changed.Refusal);
                await GuardAsync(call, number);
                held += changed.Value.State.Holds.Any(hold => hold.Reference == reference) ? 1 : 0;
            }
            if (page.Next is null)
                return Answer.Ok(new(reference, held), AnswerJson.Default.PersonHoldAnswer);
            after = page.Next;
        }
    }
}
