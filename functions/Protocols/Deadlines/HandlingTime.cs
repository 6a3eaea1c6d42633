using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>How long a case was worked on.</summary>
internal static class HandlingTime
{
    /// <summary>
    /// From the opening to an instant, less what lay between an end and a reopening; and the same in working time, by the calendar of the
    /// term of resolution, less what was waited for the customer. The latter is null where the policy has no such term.
    /// </summary>
    public static (TimeSpan Elapsed, TimeSpan? Working) Of(
        Protocol protocol, Policy policy, IReadOnlyDictionary<string, BusinessCalendar> calendars, DateTimeOffset until)
    {
        var times = new CaseTimes(protocol);
        var ended = new Pauses(times.Ended);
        var elapsed = ended.Between(protocol.OpenedAt, until);
        if (policy.Targets.FirstOrDefault(rule => rule.Target == Target.Resolution) is not { Terms: [var term, ..] })
            return (elapsed, null);
        var calendar = calendars[term.Calendar];
        var working = calendar.Between(protocol.OpenedAt, until);
        foreach (var pause in new Pauses([.. times.Ended, .. times.Waiting]).All)
            working -= calendar.Between(pause.From, pause.To < until ? pause.To.Value : until);
        return (elapsed, working);
    }
}
