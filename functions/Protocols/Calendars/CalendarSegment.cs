using System.Text.Json.Serialization;

namespace Protocols.Calendars;

/// <summary>A stretch of time and what a clock did in it.</summary>
public readonly record struct CalendarSegment(DateTimeOffset From, DateTimeOffset To, SegmentKind Kind);

/// <summary>What a clock did: it ran, or why it stood still.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentKind>))]
public enum SegmentKind
{
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("paused")] Paused,
    [JsonStringEnumMemberName("out-of-hours")] OutOfHours,
    [JsonStringEnumMemberName("holiday")] Holiday,
}

/// <summary>Takes what came next, one end after the other, and joins neighbours of one kind.</summary>
internal sealed class SegmentList(DateTimeOffset from, DateTimeOffset to)
{
    private readonly List<CalendarSegment> segments = [];
    private DateTimeOffset reached = from;

    public IReadOnlyList<CalendarSegment> Finished => segments;

    /// <summary>From what was reached so far up to here; nothing where here was passed already.</summary>
    public void Upto(DateTimeOffset here, SegmentKind kind)
    {
        var end = here < to ? here : to;
        if (end <= reached)
            return;
        if (segments is [.., var last] && last.Kind == kind)
            segments[^1] = last with { To = end };
        else
            segments.Add(new(reached, end, kind));
        reached = end;
    }
}
