using System.Text.Json.Serialization;
using Protocols.Facts;
using Protocols.Notifying;

namespace Protocols.Deadlines;

/// <summary>The little of a fact that deadlines are counted from.</summary>
public sealed record ClockMark(DateTimeOffset At, ClockEvent Is)
{
    /// <summary>How many contacts after the first are kept; older ones were judged when they were made.</summary>
    internal const int ContactsKept = 8;

    /// <summary>The marks after one more fact; what the fact did is read from the state before and after it.</summary>
    internal static IReadOnlyList<ClockMark> After(Protocol before, Protocol after, Fact fact)
    {
        List<ClockMark> marks = [.. Standing(before, after, fact), .. Events(before, after, fact).Select(happened => new ClockMark(fact.At, happened))];
        if (marks.Count == before.Clock.Count)
            return before.Clock;
        var contacts = marks.FindAll(mark => mark.Is == ClockEvent.Contacted);
        // After the end no return is owed: of those contacts the last one is enough, and it must not drive out the ones before.
        if (contacts.Count > 2 && contacts[^2].At > (before.ResolvedAt ?? before.ClosedAt))
            marks.Remove(contacts[^2]);
        else if (contacts.Count > 1 + ContactsKept)
            marks.Remove(contacts[1]);
        return marks;
    }

    /// <summary>What came back met nothing: the clock stands as if it had never left.</summary>
    private static IReadOnlyList<ClockMark> Standing(Protocol before, Protocol after, Fact fact)
    {
        if (fact.Terms is not NotificationBounced back)
            return before.Clock;
        List<ClockMark> marks = [.. before.Clock];
        if (before.DeliveryOf(back.For, back.By)?.NumberAt is { } left)
            marks.Remove(new(left, ClockEvent.NumberSent));
        var owed = after.HistoryRequests.Where((request, i) => request.SentAt != before.HistoryRequests[i].SentAt).Min(request => (DateTimeOffset?)request.At);
        marks.RemoveAll(mark => mark.Is == ClockEvent.HistorySent && mark.At >= owed);
        return marks;
    }

    private static IEnumerable<ClockEvent> Events(Protocol before, Protocol after, Fact fact)
    {
        if (fact.Terms is EntryAdded { Entry: EntryKind.Contact, Direction: Direction.Outbound })
            yield return ClockEvent.Contacted;
        if (Knows(after) && !Knows(before))
            yield return ClockEvent.Informed;
        if (Knows(before) && !Knows(after) && fact.Terms is not Reopened)
            yield return ClockEvent.Outdated;
        if (after.WaitingOn == WaitingOn.Customer && before.WaitingOn != WaitingOn.Customer)
            yield return ClockEvent.Waiting;
        if (before.WaitingOn == WaitingOn.Customer && after.WaitingOn != WaitingOn.Customer)
            yield return ClockEvent.Resumed;
        if (after.ResolvedAt is not null && before.ResolvedAt is null)
            yield return ClockEvent.Resolved;
        if (after.ClosedAt is not null && before.ClosedAt is null)
            yield return ClockEvent.Closed;
        if (fact.Terms is Reopened)
            yield return ClockEvent.Reopened;
        if (fact.Terms is TermExtended)
            yield return ClockEvent.Extended;
        if (fact.Terms is HistoryAsked)
            yield return ClockEvent.HistoryAsked;
        // With one answered and another open it is still owed.
        if (fact.Terms is HistorySent && after.HistoryRequests.All(request => request.SentAt is not null))
            yield return ClockEvent.HistorySent;
        if (fact.Terms is ReceiptAsked)
            yield return ClockEvent.NumberAsked;
        if (fact.Terms is NotificationSent { Template: ReservedTemplates.NumberReceipt })
            yield return ClockEvent.NumberSent;
        if (AwaitsCopy(after) && !AwaitsCopy(before))
            yield return ClockEvent.CopyAsked;
        if (AwaitsCopy(before) && !AwaitsCopy(after))
            yield return ClockEvent.CopySent;
    }

    /// <summary>A recording that he asked for has not been given to him.</summary>
    private static bool AwaitsCopy(Protocol protocol) => protocol.Recordings.Any(recording => recording.AskedForAt is not null);

    /// <summary>The customer was told after the last solution.</summary>
    private static bool Knows(Protocol protocol) => protocol.Informed > protocol.Solution;
}

/// <summary>What moves a clock.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockEvent>))]
public enum ClockEvent
{
    /// <summary>The company spoke or wrote to the customer, or tried to.</summary>
    [JsonStringEnumMemberName("contacted")] Contacted,

    /// <summary>The customer knows of the solution.</summary>
    [JsonStringEnumMemberName("informed")] Informed,

    /// <summary>There is another solution, of which the customer does not know.</summary>
    [JsonStringEnumMemberName("outdated")] Outdated,

    /// <summary>It is the customer's turn.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>It is no longer the customer's turn.</summary>
    [JsonStringEnumMemberName("resumed")] Resumed,

    [JsonStringEnumMemberName("resolved")] Resolved,
    [JsonStringEnumMemberName("closed")] Closed,
    [JsonStringEnumMemberName("reopened")] Reopened,

    /// <summary>The legal term was extended, once and with reasons (ombudsman).</summary>
    [JsonStringEnumMemberName("extended")] Extended,

    [JsonStringEnumMemberName("number-asked")] NumberAsked,
    [JsonStringEnumMemberName("number-sent")] NumberSent,
    [JsonStringEnumMemberName("history-asked")] HistoryAsked,
    [JsonStringEnumMemberName("history-sent")] HistorySent,
    [JsonStringEnumMemberName("copy-asked")] CopyAsked,
    [JsonStringEnumMemberName("copy-sent")] CopySent,
}
