using System.Text.Json.Serialization;
using Protocols.Events;
using Protocols.Ports;
using Protocols.Webhooks;

namespace Protocols.Api.Answers;

/// <summary>A run of the feed.</summary>
/// <param name="Items">CloudEvents 1.0, those of one protocol in their order.</param>
/// <param name="Next">What to go on with, now or later: it is always there.</param>
/// <param name="More">False where nothing has happened since; true where more may follow at once, even if there are no items.</param>
internal sealed record EventsAnswer(IReadOnlyList<CloudEvent> Items, string Next, bool More);

/// <summary>Another system that is told of events.</summary>
/// <param name="State">Whether the last call arrived, failed, or it was switched off for failing too long.</param>
/// <param name="Reason">Why the last call failed; null while they arrive.</param>
/// <param name="Secret">What calls are signed with; told once, when it is added.</param>
internal sealed record WebhookAnswer(
    string Id,
    Uri Url,
    IReadOnlyList<string> Events,
    WebhookState State,
    DateTimeOffset AddedAt,
    DateTimeOffset? FailingSince,
    DateTimeOffset? OffSince,
    string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null)
{
    public static WebhookAnswer Of(Webhook webhook, string? secret = null) => new(
        webhook.Id, webhook.Url, webhook.Events, webhook.State, webhook.AddedAt, webhook.FailingSince, webhook.OffSince, webhook.Reason, secret);
}

internal sealed record WebhookListAnswer(IReadOnlyList<WebhookAnswer> Items);

/// <summary>An event that a webhook never took.</summary>
/// <param name="Id">Has it sent again.</param>
/// <param name="Webhook">Null where it died before it was known who follows it.</param>
/// <param name="Number">The protocol's; null where the message cannot be read.</param>
/// <param name="Sequence">The fact's number; null where it is no fact that it tells of.</param>
internal sealed record DeadEventAnswer(
    string Id, string? Webhook, string? Number, long? Sequence, string Reason, string Description, DateTimeOffset SentAt)
{
    public static DeadEventAnswer Of(DeadLetter letter)
    {
        var read = EventLetter.TryRead(letter.Message.Body, out var pointer);
        return new(
            $"{letter.Sequence}", pointer?.Webhook, pointer?.Number, read && pointer!.Fact > 0 ? pointer.Fact : null, letter.Reason, letter.Description,
            letter.Message.EnqueuedAt);
    }
}

/// <param name="NextCursor">Asks for the next page; null when this is the last.</param>
internal sealed record DeadEventsAnswer(IReadOnlyList<DeadEventAnswer> Items, string? NextCursor);

/// <param name="Id">Of the dead letter that it was.</param>
internal sealed record ResentEventAnswer(string Id);
