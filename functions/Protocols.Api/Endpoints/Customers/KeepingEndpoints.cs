using System.Globalization;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Cases;
using Protocols.Customers;
using Protocols.Keeping;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>What may go: requests for erasure, and certificates of what was removed (M26).</summary>
internal static class KeepingEndpoints
{
    private const int UsualCases = 50, MostCases = 200;
    private const string ByMonth = "certificates", ByPerson = "erasure", Month = "yyyy-MM";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "AskErasure",
            Method = "POST",
            Route = "api/erasure-requests",
            Roles = Roles.Consumer | Roles.Compliance,
            Summary = "Blocks the customer's data now and says of each protocol until when a law keeps it; then it goes by itself.",
            Status = 200,
            Response = typeof(ErasureAnswer),
            Problems = ["invalid", "access-code-needed"],
            Example = """{ "document": "529.982.247-25" }""",
            Handle = Endpoint.Unread,
        }.Reading(
            f => (f.Form<PersonDocument>("document", 32, PersonDocument.TryParse, d => d.Value, "invalid-document"), f.Line("cursor", 300)),
            EraseAsync),
        new Endpoint
        {
            Name = "ListCertificates",
            Method = "GET",
            Route = "api/certificates",
            Roles = Roles.Consumer | Roles.Compliance,
            Summary = "What was removed in a month (this one, unless another is asked for), by which rule, and where the chain says so.",
            Status = 200,
            Response = typeof(CertificatesAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Line("month", 7), f.Integer("limit", 1, MostCases) ?? UsualCases, f.Line("cursor", 300)), ListAsync),
    ];

    /// <summary>A customer asks for himself; compliance for whom the document names.</summary>
    private static async Task<Answer> EraseAsync(ApiCall call, (string? Document, string? Cursor) asked)
    {
        var document = asked.Document;
        var services = call.Services;
        var isOwn = !call.Caller.Is(Roles.Compliance);
        if (call.View() == View.Outline)
            return Answer.Of(Refusals.AccessCodeNeeded);
        if (isOwn ? document is not null && document != call.Caller.Document?.Value : document is null)
            return Answer.Of(Refusals.Invalid(new FieldError("document", isOwn ? "not-yours" : "required")));
        var asking = isOwn ? call.Caller : call.Caller with { Document = PersonDocument.TryParse(document, out var read) ? read : null };
        if (!call.TryPlace(asked.Cursor, ByPerson, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var items = new List<ErasureItemAnswer>();
        var page = await services.Finding.OwnAsync(asking, MostCases, after, call.Cancellation);
        foreach (var number in page.Items.Select(state => state.Number))
        {
            var changed = await services.Changing.RunAsync(
                number, call.Caller, Conditions.None, (protocol, _) => AskErasure.Decide(protocol), call.Cancellation);
            if (!changed.Succeeded)
                return Answer.Of(changed.Refusal);
            var state = changed.Value.State;
            var retention = Retention.Of(state, await services.Rules.OfAsync(state, call.Cancellation));
            items.Add(new(number, state.IsBlocked, retention.Article, retention.RecordUntil, state.Holds.Count > 0));
        }
        return Answer.Ok(new(items, Cursors.Write(page.Next, ByPerson, services.Ring)), AnswerJson.Default.ErasureAnswer);
    }

    private static async Task<Answer> ListAsync(ApiCall call, (string? Month, int Limit, string? Cursor) asked)
    {
        var (services, month) = (call.Services, call.Services.Clock.Now());
        if (asked.Month is not null && !DateTimeOffset.TryParseExact(asked.Month, Month, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out month))
            return Answer.Of(Refusals.Invalid(new FieldError("month", "not-a-month")));
        if (!call.TryPlace(asked.Cursor, ByMonth, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var key = RemovalList.Key(month);
        var page = await services.Finding.RemovedAsync(call.Caller, key, asked.Limit, after, call.Cancellation);
        var items = page.Items.SelectMany(state => state.Removals
            .Where(removal => RemovalList.Key(removal.At) == key)
            .Select(removal => CertificateAnswer.Of(state.Number, removal, services.RecoverableFor)));
        return Answer.Ok(new([.. items], Cursors.Write(page.Next, ByMonth, services.Ring)), AnswerJson.Default.CertificatesAnswer);
    }
}
