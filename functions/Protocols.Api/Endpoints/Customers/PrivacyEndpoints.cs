using System.Globalization;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Keeping;
using Protocols.Numbering;
using Protocols.People;
using Protocols.Tracking;

namespace Protocols.Api.Endpoints;

/// <summary>What the person whose data it is may know and ask for (LGPD art. 18): what is kept and why, and that it be corrected.</summary>
internal static class PrivacyEndpoints
{
    private const string Lgpd = "Lei 13.709/2018, art. 18, ";
    private const int LongestText = 500, UsualCases = 50, MostCases = 200;
    private const string Waiting = "corrections";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadPrivacy",
            Method = "GET",
            Route = "api/protocols/{number}/privacy",
            Roles = Roles.Everyone,
            Summary = "What is kept of the customer, what for, by what right and until when, and how he asks for a copy, a correction or erasure.",
            Status = 200,
            Response = typeof(PrivacyAnswer),
            Handle = ReadAsync,
        },
        new Endpoint
        {
            Name = "AskCorrection",
            Method = "POST",
            Route = "api/protocols/{number}/corrections",
            Roles = Calls.Writers,
            Summary = "Something that is known of the customer is wrong; staff look into it and answer.",
            Status = 201,
            Response = typeof(CorrectionAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "idempotency-key-reused"],
            Example = """{ "field": "name", "text": "Meu nome é Ana de Souza" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => new AskCorrection(f.Choice("field", AskCorrection.Fields, required: true) ?? "", f.Lines("text", LongestText, required: true) ?? ""),
            (call, asked) => call.ChangeAsync(
                (_, _) => asked.Decide(),
                changed => Answer.Created(Of(changed.State.Corrections.Single(correction => correction.Id == changed.Facts[0].N)), AnswerJson.Default.CorrectionAnswer))),
        new Endpoint
        {
            Name = "ListCorrections",
            Method = "GET",
            Route = "api/corrections",
            Roles = Roles.WorkingStaff | Roles.Compliance,
            Summary = "Corrections that wait to be answered, those of the newest protocols first.",
            Status = 200,
            Response = typeof(WaitingCorrectionsAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Integer("limit", 1, MostCases) ?? UsualCases, f.Line("cursor", 300)), ListAsync),
        new Endpoint
        {
            Name = "AnswerCorrection",
            Method = "POST",
            Route = "api/protocols/{number}/corrections/{id}/answer",
            Roles = Roles.WorkingStaff,
            Summary = "What became of the request; the correction itself is a PATCH.",
            Status = 200,
            Response = typeof(CorrectionAnswer),
            Idempotent = true,
            Conditional = true,
            Problems = ["invalid", "correction-not-found", "correction-answered", "idempotency-key-reused"],
            Example = """{ "done": true, "text": "Corrigimos o seu nome" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => (f.Flag("done", required: true) ?? false, f.Lines("text", LongestText, required: true) ?? ""),
            (call, answer) =>
            {
                var id = call.FactId();
                return call.ChangeAsync(
                    (protocol, _) => new AnswerCorrection(id, answer.Item1, answer.Item2).Decide(protocol),
                    changed => Answer.Ok(Of(changed.State.Corrections.Single(correction => correction.Id == id)), AnswerJson.Default.CorrectionAnswer));
            }),
    ];

    private static async Task<Answer> ReadAsync(ApiCall call)
    {
        var read = await call.Services.Reading.StateAsync(call.Number.Value, call.Caller, call.Cancellation);
        if (!read.Succeeded)
            return Answer.Of(read.Refusal);
        var state = read.Value;
        var rules = await call.Services.Rules.OfAsync(state, call.Cancellation);
        var (retention, processing) = (Retention.Of(state, rules), rules.Catalogue.ProcessingOf(state.Occurrence));
        var english = ReferenceEquals(Language.Of(call.Http.Request), Language.English);
        return Answer.Ok(
            new(
                processing?.Purpose.In(english), BasisAnswer.Of(processing?.Basis), [.. Held(state)],
                retention.Article, retention.RecordUntil, state.Holds.Count > 0, state.IsBlocked, [.. state.Corrections.Select(Of)], Rights(state.Number)),
            AnswerJson.Default.PrivacyAnswer);
    }

    private static async Task<Answer> ListAsync(ApiCall call, (int Limit, string? Cursor) asked)
    {
        if (!call.TryPlace(asked.Cursor, Waiting, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var page = await call.Services.Finding.ListedAsync(CorrectionList.Key, call.Caller, asked.Limit, after, call.Cancellation);
        var items = new List<WaitingCorrectionAnswer>();
        foreach (var state in page.Items)
        {
            var due = (await call.ClocksAsync(state)).Deadlines.FirstOrDefault(deadline => deadline.Target == Target.DataCorrection)?.DueAt;
            items.AddRange(CorrectionList.Waiting(state).Select(correction => new WaitingCorrectionAnswer(
                state.Number, new ProtocolNumber(state.Number).Spoken, correction.Id.ToString(CultureInfo.InvariantCulture), correction.Field, correction.At, due)));
        }
        return Answer.Ok(new(items, Cursors.Write(page.Next, Waiting, call.Services.Ring)), AnswerJson.Default.WaitingCorrectionsAnswer);
    }

    internal static CorrectionAnswer Of(Correction correction) => new(
        correction.Id.ToString(CultureInfo.InvariantCulture), correction.Field, correction.At, correction.AnsweredAt, correction.Done);

    /// <summary>Names of what is known, and nothing of what it is.</summary>
    private static IEnumerable<string> Held(Protocol state)
    {
        var personal = state.Personal;
        var customer = personal.Customer ?? new();
        return new[]
        {
            ("name", customer.Name is not null), ("document", customer.Document is not null), ("email", customer.Email is not null),
            ("phone", customer.Phone is not null), ("company", customer.Company is not null), ("supervisor", customer.Supervisor is not null),
            ("references", personal.References.Count > 0), ("recordings", state.Recordings.Count > 0), ("attachments", state.Attachments.Count > 0),
            ("history", state.ErasedAt is null),
        }.Where(part => part.Item2).Select(part => part.Item1);
    }

    internal static IReadOnlyList<RightAnswer> Rights(string number) =>
    [
        new($"{Lgpd}I e II", "GET", $"/api/protocols/{number}/statement"),
        new($"{Lgpd}II", "POST", $"/api/protocols/{number}/history-requests"),
        new($"{Lgpd}III", "POST", $"/api/protocols/{number}/corrections"),
        new($"{Lgpd}VI", "POST", "/api/erasure-requests"),
    ];
}
