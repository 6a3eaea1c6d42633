using System.Collections.Frozen;
using Protocols.Accessing;
using Protocols.Facts;

namespace Protocols.Events;

/// <summary>The registry of events (M30): which there are, in which version, which facts make them and what they repeat of these. All other facts make none.</summary>
public static class EventKinds
{
    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("protocol.opened", 1, ["opened"], ["channel", "occurrence", "reason", "type", "tier"]),
        new("protocol.classified", 1, ["classified"], ["occurrence", "reason", "type"]),
        new("protocol.entry-added", 1, ["analysis", "test", "solution", "contact", "note"], ["channel", "direction", "reached", "customerInformed"]),
        new("protocol.action-taken", 1, ["action-taken"], ["action", "effects", "department"]),
        new("protocol.refund-requested", 1, ["refund-requested"], ["action", "department"]),
        new("protocol.sale-cancelled", 1, ["sale-cancelled"], ["action", "department"]),
        new("protocol.help-requested", 1, ["help-requested"], ["action", "department"]),
        new("protocol.escalated", 1, ["referred"], ["tier", "department", "because"]),
        new("protocol.escalation-accepted", 1, ["referral-accepted"], ["referral", "tier", "department", "protocol"]),
        new("protocol.escalation-returned", 1, ["returned"], ["referral"]),
        new("protocol.escalation-dead", 1, ["escalation-dead"], ["referral", "reason"]),
        new("protocol.deadline-warned", 1, ["deadline-warned"], ["target", "dueAt"]),
        new("protocol.deadline-breached", 1, ["deadline-breached"], ["target", "dueAt"]),
        new("protocol.callback-missed", 1, ["callback-missed"], ["callback"]),
        new("protocol.resolved", 1, ["resolved"], []),
        new("protocol.closed", 1, ["closed"], ["outcome"]),
        new("protocol.reopened", 1, ["reopened"], []),
        new("protocol.recording-linked", 1, ["recording-linked"], ["id", "mediaType", "size", "startedAt", "duration", "keepUntil"]),
        new("protocol.recording-accessed", 1, ["recording-heard", "recording-address-given"], ["item"]) { IsAccess = true },
        new("protocol.hold-set", 1, ["hold-set"], []),
        new("protocol.hold-lifted", 1, ["hold-lifted"], []),
        new("protocol.purged", 1, ["content-removed", "personal-data-erased"], ["id", "article"]),
    ];

    private static readonly FrozenDictionary<string, EventKind> byFact = All.SelectMany(kind => kind.From, (kind, fact) => (kind, fact))
        .ToFrozenDictionary(made => made.fact, made => made.kind);

    public static EventKind? Find(string type) => All.FirstOrDefault(kind => kind.Type == type);

    /// <summary>The event that a fact of this kind makes; null where it makes none.</summary>
    public static EventKind? OfFact(string kind) => byFact.GetValueOrDefault(kind) is { IsAccess: false } made ? made : null;

    /// <summary>What a fact tells other systems; null where that is nothing. Its header says it all, so nothing is decrypted.</summary>
    public static ProtocolEvent? Of(string number, StoredFact fact)
    {
        if (fact.Header.GetProperty("kind").GetString() is not { } kind || OfFact(kind) is not { } made)
            return null;
        var n = fact.Header.GetProperty("n").GetInt64();
        return new(
            $"{number}-{n}", made.Type, number, n, fact.Header.GetProperty("at").GetDateTimeOffset(), made.Schema,
            made.Data(kind, fact.Header.TryGetProperty("terms", out var terms) ? terms : default));
    }

    /// <summary>What an entry of the access log tells other systems; null where that is nothing.</summary>
    public static ProtocolEvent? Of(StoredAccess entry) =>
        entry.Header.TryGetProperty("kind", out var written) && written.GetString() is { } kind && byFact.GetValueOrDefault(kind) is { IsAccess: true } made
            ? new(
                $"{entry.Number}-access-{entry.N}", made.Type, entry.Number, null, entry.Header.GetProperty("at").GetDateTimeOffset(), made.Schema,
                made.Data(kind, entry.Header))
            : null;
}
