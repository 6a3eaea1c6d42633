using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Cases;
using Protocols.Notifying;
using Protocols.People;

namespace Protocols.Api.Endpoints;

/// <summary>What the company's gateway says became of a message that it took (M4): nobody's token, but a signature that only the two of us can make.</summary>
internal static class DeliveryReportEndpoints
{
    private const int LongestReason = 60;
    private const string Unnamed = "unnamed";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new Endpoint
        {
            Name = "ReportDelivery",
            Method = "POST",
            Route = "api/delivery-reports",
            Roles = Roles.None,
            Open = true,
            Summary = "A message arrived or came back; signed as messages to the gateway are (Standard Webhooks), five minutes old at most, and harmless to repeat.",
            Status = 200,
            Response = typeof(DeliveryReportAnswer),
            Problems = ["invalid", "signature-invalid", "message-not-found", "record-erased"],
            Example = """{ "id": "2026112100000016-4-sms", "outcome": "bounced", "reason": "number-unknown" }""",
            Handle = Endpoint.Unread,
        }.Reading(Read, ReportAsync),
    ];

    private static (string? Id, DeliveryOutcome? Outcome, string? Reason) Read(JsonFields f) =>
        (f.Line("id", 100, required: true), f.Code<DeliveryOutcome>("outcome", required: true), f.Form<string>("reason", LongestReason, IsCode, code => code, "invalid-code"));

    /// <summary>It stays on record for ever, so it must not be a text that could name somebody.</summary>
    private static bool IsCode(string? text, out string code)
    {
        code = text ?? "";
        return code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');
    }

    private static async Task<Answer> ReportAsync(ApiCall call, (string? Id, DeliveryOutcome? Outcome, string? Reason) told)
    {
        var headers = call.Http.Request.Headers;
        if (call.Services.ReportSecret is not { } secret || !WebhookSignature.Holds(
            [.. secret], headers[WebhookSignature.Id], headers[WebhookSignature.Timestamp], headers[WebhookSignature.Signature], call.Body, TimeProvider.System.GetUtcNow()))
        {
            return Answer.Of(Refusals.SignatureInvalid);
        }
        if (ReportDelivery.Read(told.Id!) is not var (number, fact, by))
            return Answer.Of(Refusals.MessageNotFound);
        var report = new ReportDelivery(fact, by, told.Outcome == DeliveryOutcome.Delivered ? null : told.Reason ?? Unnamed);
        var changed = await call.Services.Changing.RunAsync(number, Caller.Service, Conditions.None, (protocol, _) => report.Decide(protocol), call.Cancellation);
        if (!changed.Succeeded)
            return Answer.Of(changed.Refusal == Refusals.NotFound ? Refusals.MessageNotFound : changed.Refusal);
        var stands = changed.Value.State.Deliveries.Single(delivery => delivery.Fact == fact && delivery.By == by);
        return Answer.Ok(new(told.Id!, stands.State), AnswerJson.Default.DeliveryReportAnswer);
    }
}
