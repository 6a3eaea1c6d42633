using Protocols.Catalog;
using Protocols.Recordings;

namespace Protocols.Keeping;

/// <summary>
/// What of a case must be kept until when (M26), from the strictest of its presets: recordings from the contact, the record from
/// its solution. Nothing has a date while the case is open, so reopening clears them all.
/// </summary>
/// <param name="RecordUntil">The first instant at which the record may go; null while nobody can say.</param>
/// <param name="Article">The rule that the record is kept by.</param>
public sealed record Retention(DateTimeOffset? RecordUntil, string Article)
{
    /// <summary>So long after the end a case may still be disputed, whatever a recording's own term says.</summary>
    public static TimeSpan AfterTheEnd { get; } = TimeSpan.FromDays(90);

    public static Retention Of(Protocol protocol, Rules rules)
    {
        var terms = RetentionTable.Shipped.Of(rules.Catalogue, rules.PolicyOf(protocol));
        var strictest = terms.MaxBy(term => From(protocol, term, rules.Zone))!;
        if (protocol.ClosedAt is not { } closed)
            return new(null, strictest.Rule.Article);
        // The record of what is still there to be heard stays with it.
        var until = protocol.Recordings.Select(recording => Until(protocol, recording, rules))
            .Append(From(protocol, strictest, rules.Zone)).Append(closed + AfterTheEnd).Max();
        return new(until, strictest.Rule.Article);
    }

    /// <summary>When a recording may go; null while the case is open or somebody waits for a copy.</summary>
    public static DateTimeOffset? Of(Protocol protocol, Recording recording, Rules rules) =>
        protocol.ClosedAt is not { } closed || recording.AskedForAt is not null ? null
        : Until(protocol, recording, rules) is var until && until > closed + AfterTheEnd ? until
        : closed + AfterTheEnd;

    /// <summary>By what the case was when it came, or turned out to be later, whichever is longer.</summary>
    private static DateTimeOffset Until(Protocol protocol, Recording recording, Rules rules)
    {
        var now = RecordingTerm.KeepUntil(rules.Catalogue, rules.PolicyOf(protocol), recording.StartedAt, rules.Zone);
        return now > recording.KeepUntil ? now : recording.KeepUntil;
    }

    /// <summary>When the service must next remove something; null while nothing may go.</summary>
    public static DateTimeOffset? Next(Protocol protocol, Rules rules)
    {
        // What has expired is removed also under a hold that came later: it was no longer there to be held.
        if (protocol.Leaving.Count > 0)
            return protocol.LastAt;
        if (protocol.ClosedAt is null || protocol.Holds.Count > 0 || protocol.ErasedAt is not null)
            return null;
        var record = IsOwed(protocol) ? null : Of(protocol, rules).RecordUntil;
        return protocol.Recordings.Select(recording => Of(protocol, recording, rules)).Append(record).Min();
    }

    /// <summary>Somebody waits for a copy or for the history.</summary>
    internal static bool IsOwed(Protocol protocol) =>
        protocol.Recordings.Any(recording => recording.AskedForAt is not null) || protocol.HistoryRequests.Any(request => request.SentAt is null);

    private static DateTimeOffset From(Protocol protocol, RetentionTerm term, TimeZoneInfo zone)
    {
        var start = term.From == RecordStart.Opening ? protocol.OpenedAt : protocol.ResolvedAt ?? protocol.ClosedAt ?? protocol.OpenedAt;
        var first = start.LocalDay(zone);
        var ended = (protocol.ResolvedAt ?? protocol.ClosedAt ?? protocol.LastAt).LocalDay(zone);
        var isComplained = term.Complaint is { } longer && protocol.Complaints.Any(complaint => complaint.Day <= longer.Within.After(ended));
        return RecordingTerm.EndOf((isComplained ? term.Complaint!.Record : term.Record).After(first), zone);
    }
}
