using System.Globalization;
using Protocols.Api.Answers;
using Protocols.Api.Http;
using Protocols.Api.Reading;
using Protocols.Events;
using Protocols.People;
using Protocols.Ports;
using Protocols.Webhooks;

namespace Protocols.Api.Endpoints;

/// <summary>Other systems that are told of events: who, how it goes, and what they never took (M30).</summary>
internal static class WebhookEndpoints
{
    private const int MostLetters = 200, UsualLetters = 50;
    private const string ByDeath = "dead-events";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new()
        {
            Name = "ListWebhooks",
            Method = "GET",
            Route = "api/webhooks",
            Roles = Roles.Admin,
            Summary = "Who is told of which events, and whether that arrives.",
            Status = 200,
            Response = typeof(WebhookListAnswer),
            Handle = async call =>
            {
                var webhooks = await call.Services.Subscriptions.ReadAsync(call.Cancellation);
                return Answer.Ok(new([.. webhooks.Select(webhook => WebhookAnswer.Of(webhook))]), AnswerJson.Default.WebhookListAnswer);
            },
        },
        new Endpoint
        {
            Name = "AddWebhook",
            Method = "POST",
            Route = "api/webhooks",
            Roles = Roles.Admin,
            Summary = "Has an address called with events, signed as Standard Webhooks has it; without events with all of them. The secret is told this once.",
            Status = 201,
            Response = typeof(WebhookAnswer),
            Idempotent = true,
            Problems = ["invalid", "too-many-webhooks", "idempotency-key-reused"],
            Example = """{ "url": "https://crm.example.com/eventos", "events": ["protocol.opened", "protocol.closed"] }""",
            Handle = Endpoint.Unread,
        }.Reading(Read, AddAsync),
        new Endpoint
        {
            Name = "RemoveWebhook",
            Method = "DELETE",
            Route = "api/webhooks/{id}",
            Roles = Roles.Admin,
            Summary = "Tells it of nothing any more; what was on its way is dropped.",
            Status = 200,
            Response = typeof(WebhookAnswer),
            Problems = ["webhook-not-found"],
            Handle = call => ChangeAsync(call, (all, webhook) => [.. all.Where(one => one.Id != webhook.Id)], webhook => webhook),
        },
        new Endpoint
        {
            Name = "SwitchOnWebhook",
            Method = "POST",
            Route = "api/webhooks/{id}/switch-on",
            Roles = Roles.Admin,
            Summary = "Tells it of events again that was switched off for failing; what it missed meanwhile is in the feed and among the dead letters.",
            Status = 200,
            Response = typeof(WebhookAnswer),
            Problems = ["invalid", "webhook-not-found"],
            Example = "{}",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Nothing, (call, _) => ChangeAsync(
            call, (all, webhook) => [.. all.Select(one => one.Id == webhook.Id ? one.Working() : one)], webhook => webhook.Working())),
        new Endpoint
        {
            Name = "ListDeadEvents",
            Method = "GET",
            Route = "api/webhooks/dead-letters",
            Roles = Roles.Admin,
            Summary = "Events that a webhook never took, oldest first.",
            Status = 200,
            Response = typeof(DeadEventsAnswer),
            Problems = ["invalid"],
            Handle = Endpoint.Unread,
        }.Asking(f => (f.Integer("limit", 1, MostLetters) ?? UsualLetters, f.Line("cursor", 300)), ListDeadAsync),
        new Endpoint
        {
            Name = "ResendEvent",
            Method = "POST",
            Route = "api/webhooks/dead-letters/{id}/redrive",
            Roles = Roles.Admin,
            Summary = "A dead event is sent again, under the same id.",
            Status = 202,
            Response = typeof(ResentEventAnswer),
            Problems = ["invalid", "dead-letter-not-found"],
            Example = "{}",
            Handle = Endpoint.Unread,
        }.Reading(Requests.Nothing, (call, _) => ResendAsync(call)),
    ];

    private static AddWebhook Read(JsonFields f) => new(
        f.Line("url", AddWebhook.LongestUrl, required: true) ?? "",
        f.Choices("events", [.. EventKinds.All.Select(kind => kind.Type)]),
        f.Line("secret", 120));

    private static async Task<Answer> AddAsync(ApiCall call, AddWebhook asked)
    {
        var (key, refusal) = call.Key();
        if (refusal is not null)
            return Answer.Of(refusal);
        var (services, now) = (call.Services, call.Services.Clock.Now());
        Result<AddedWebhook> added = default;
        await services.Subscriptions.ChangeAsync(
            webhooks =>
            {
                added = asked.Decide(webhooks, services.Development is not null, key, services.Ring, now);
                return added.Value is { Replayed: false } one ? [.. webhooks, one.Webhook] : null;
            },
            call.Cancellation);
        return added.Succeeded
            ? Answer.Created(WebhookAnswer.Of(added.Value.Webhook, added.Value.Secret), AnswerJson.Default.WebhookAnswer) with { Replayed = added.Value.Replayed }
            : Answer.Of(added.Refusal!);
    }

    private static async Task<Answer> ChangeAsync(
        ApiCall call, Func<IReadOnlyList<Webhook>, Webhook, IReadOnlyList<Webhook>> change, Func<Webhook, Webhook> answer)
    {
        var id = (string)call.Http.Request.RouteValues["id"]!;
        Webhook? found = null;
        await call.Services.Subscriptions.ChangeAsync(
            webhooks => (found = webhooks.FirstOrDefault(webhook => webhook.Id == id)) is null ? null : change(webhooks, found), call.Cancellation);
        return found is null ? Answer.Of(Refusals.WebhookNotFound) : Answer.Ok(WebhookAnswer.Of(answer(found)), AnswerJson.Default.WebhookAnswer);
    }

    private static async Task<Answer> ListDeadAsync(ApiCall call, (int Limit, string? Cursor) asked)
    {
        var ring = call.Services.Ring;
        if (!call.TryPlace(asked.Cursor, ByDeath, out var after))
            return Answer.Of(Refusals.CursorInvalid);
        var last = after is { } place ? long.Parse(place.Number, CultureInfo.InvariantCulture) : 0;
        var letters = await call.Services.Queues.PeekDeadAsync(QueueDefinition.Webhooks, last, asked.Limit, call.Cancellation);
        // A short page is not the end; an empty one is.
        ListPosition? next = letters.Count > 0 ? new(letters[^1].Message.EnqueuedAt, $"{letters[^1].Sequence}") : null;
        return Answer.Ok(new([.. letters.Select(DeadEventAnswer.Of)], Cursors.Write(next, ByDeath, ring)), AnswerJson.Default.DeadEventsAnswer);
    }

    private static async Task<Answer> ResendAsync(ApiCall call)
    {
        var id = (string)call.Http.Request.RouteValues["id"]!;
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && await call.Services.Queues.SendDeadAgainAsync(QueueDefinition.Webhooks, sequence, call.Cancellation)
                ? Answer.Accepted(new(id), AnswerJson.Default.ResentEventAnswer)
                : Answer.Of(Refusals.DeadLetterNotFound);
    }
}
