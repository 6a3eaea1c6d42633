using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>
/// All deadlines of a protocol at one instant. Nothing is counted up or stored: they follow from what happened, so a change of
/// policy or calendar loses no pause, and asking twice gives the same.
/// </summary>
/// <param name="Deadlines">In the policy's order; a target that nothing has called for is left out.</param>
/// <param name="Unflagged">Warnings and breaches that are not on record, in order of time.</param>
public sealed record Clocks(IReadOnlyList<Deadline> Deadlines, IReadOnlyList<Unflagged> Unflagged)
{
    /// <summary>Until when the record is kept (M26); null while nobody can say.</summary>
    public DateTimeOffset? RecordUntil { get; init; }

    /// <summary>The earliest that is not met; null where none is open or all are paused.</summary>
    public Deadline? NextDue =>
        Deadlines.Where(deadline => deadline is { MetAt: null, DueAt: not null }).MinBy(deadline => deadline.DueAt);

    /// <summary>The next instant at which something must be written down, past where that is overdue; null where nothing will be.</summary>
    public DateTimeOffset? NextChange => Unflagged.Count > 0 ? Unflagged[0].At : null;

    /// <param name="calendars">By code; every calendar that the policy names.</param>
    public static Clocks Of(
        Protocol protocol, Policy policy, IReadOnlyDictionary<string, BusinessCalendar> calendars, DateTimeOffset now)
    {
        var clocks = new CaseClocks(protocol, calendars, now);
        var deadlines = new List<Deadline>();
        var unflagged = new List<Unflagged>();
        foreach (var clock in policy.Targets.Select(clocks.Of).OfType<TargetClock>())
        {
            var deadline = At(clock, protocol, now);
            deadlines.Add(deadline);
            unflagged.AddRange(Missing(deadline, clock.Missed, protocol));
        }
        return new(deadlines, [.. unflagged.OrderBy(flag => flag.At).ThenBy(flag => flag.IsBreach).ThenBy(flag => flag.Target)]);
    }

    private static Deadline At(TargetClock clock, Protocol protocol, DateTimeOffset now)
    {
        var (due, terms) = clock.Due();
        var target = clock.Rule.Target;
        var breached = due <= (clock.MetAt ?? now);
        var state = breached ? DeadlineState.Breached
            : clock.MetAt is not null ? DeadlineState.Met
            : due is null && clock.Terms.Any(term => term.Pauses.IsOpen) ? DeadlineState.Paused
            : DeadlineState.Running;
        // Who was warned before a pause stays warned while it lasts.
        var (shown, by) = due is null ? clock.BeforePause().Due() : (due, terms);
        var warnAt = shown is { } at ? by[0].WarnAt(at, clock.Rule) : null;
        var warned = protocol.Warnings.FirstOrDefault(flag => flag.Target == target && IsFor(flag, shown, warnAt));
        return new(
            target, state, due, due is null ? null : warnAt, warned?.At, clock.MetAt, breached ? due : null, [.. terms.Select(term => term.Term)]);
    }

    /// <summary>A pause moves a due date that was warned of; the moment of the warning lies before it and stays where it was.</summary>
    private static bool IsFor(DeadlineFlag warning, DateTimeOffset? due, DateTimeOffset? warnAt) =>
        warning.DueAt == due || warning.At >= warnAt;

    private static IEnumerable<Unflagged> Missing(Deadline deadline, IReadOnlyList<DateTimeOffset> missed, Protocol protocol)
    {
        var last = protocol.Breaches.FirstOrDefault(flag => flag.Target == deadline.Target)?.DueAt;
        foreach (var passed in missed.Where(passed => !(passed <= last)))
            yield return new(passed, deadline.Target, passed, IsBreach: true);
        if (deadline.DueAt is not { } due || due == last)
            yield break;
        if (deadline.MetAt is null && deadline is { WarnedAt: null, WarnAt: { } warnAt })
            yield return new(warnAt, deadline.Target, due, IsBreach: false);
        if (deadline.MetAt is null || deadline.BreachedAt is not null)
            yield return new(due, deadline.Target, due, IsBreach: true);
    }
}
