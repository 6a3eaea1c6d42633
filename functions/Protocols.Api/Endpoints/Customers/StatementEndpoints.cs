using System.Text.Json;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Api.Statements;
using Protocols.Cases;
using Protocols.People;
using Protocols.Proving;
using Protocols.Tracking;

namespace Protocols.Api.Endpoints;

/// <summary>The record as proof (M27): stated and signed, and verified by anybody.</summary>
internal static class StatementEndpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReadStatement",
            Method = "GET",
            Route = "api/protocols/{number}/statement",
            Roles = Roles.ReadingStaff | Roles.Consumer,
            Summary = "The whole record with its hashes and the seal of its days, signed; all entries but notes.",
            Status = 200,
            Response = typeof(JsonElement),
            Problems = ["access-code-needed", "data-blocked"],
            Produces = ["application/json", PdfAnswer.MediaType],
            Handle = ReadAsync,
        },
        new Endpoint
        {
            Name = "VerifyStatement",
            Method = "POST",
            Route = "api/statements/verify",
            Roles = Roles.None,
            Open = true,
            Summary = "Tells whether a statement is genuine, altered (and where) or of an unknown key; it is not kept.",
            Status = 200,
            Response = typeof(VerdictAnswer),
            Problems = ["invalid"],
            Example = """{ "format": "protocol-statement/1", "number": "2026112100000016", "facts": [] }""",
            Handle = Endpoint.Unread,
        }.Reading(Given, VerifyAsync),
        new Endpoint
        {
            Name = "ReadStatementKeys",
            Method = "GET",
            Route = "api/statements/keys",
            Roles = Roles.None,
            Open = true,
            Summary = "The public keys that statements are signed with, as a JSON Web Key Set; the current one first.",
            Status = 200,
            Response = typeof(KeySetAnswer),
            Handle = call => Task.FromResult(Answer.Ok(
                new([.. call.Services.Signing.Public.Select(key => new KeyAnswer("EC", "P-256", key.X, key.Y, key.Kid, "sig", SigningKeys.Algorithm))]),
                AnswerJson.Default.KeySetAnswer)),
        },
    ];

    private static async Task<Answer> ReadAsync(ApiCall call)
    {
        var drawn = await call.DrawUpAsync(call.View());
        if (!drawn.Succeeded)
            return Answer.Of(drawn.Refusal);
        await HandOverAsync(call, drawn.Value.State);
        return call.Http.Request.Prefers(PdfAnswer.MediaType)
            ? PdfAnswer.Of(call.Print(drawn.Value, Language.Of(call.Http.Request)), $"protocolo-{drawn.Value.State.Number}.pdf")
            : Answer.Ok(drawn.Value.Statement.Write(), AnswerJson.Default.JsonElement);
    }

    /// <summary>A customer who asked to fetch his history has it with this (M22).</summary>
    private static async Task HandOverAsync(ApiCall call, Protocol state)
    {
        if (call.Caller.Is(Roles.ReadingStaff))
            return;
        foreach (var owed in state.HistoryRequests.Where(request => request is { By: DeliveryWay.Download, SentAt: null }))
        {
            await call.Services.Changing.RunAsync(
                state.Number, call.Caller, Conditions.None, (protocol, _) => new SendHistory(owed.Id, null).Decide(protocol), call.Cancellation);
        }
    }

    private static JsonElement Given(JsonFields f) => f.Everything(
        ("format", "string"), ("number", "string"), ("issuedAt", "string"), ("issuedTo", "string"), ("catalog", "integer"), ("protocol", "object"),
        ("facts", "array"), ("head", "string"), ("seal", "object"), ("signature", "object"));

    private static async Task<Answer> VerifyAsync(ApiCall call, JsonElement statement)
    {
        var check = await call.Services.Verifying.RunAsync(statement, call.Cancellation);
        return Answer.Ok(new(Codes<StatementResult>.Of(check.Result), check.Where), AnswerJson.Default.VerdictAnswer);
    }
}
