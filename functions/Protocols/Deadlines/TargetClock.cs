namespace Protocols.Deadlines;

/// <summary>One target as it runs for one protocol.</summary>
/// <param name="Start">Since when it runs.</param>
/// <param name="MetAt">When what was due was done; it may have been too late.</param>
/// <param name="Missed">Due dates of earlier rounds that were missed and made up for later, oldest first.</param>
internal sealed record TargetClock(
    TargetRule Rule, DateTimeOffset Start, DateTimeOffset? MetAt, IReadOnlyList<TermClock> Terms, IReadOnlyList<DateTimeOffset> Missed)
{
    /// <summary>The same as it stood when its open pauses began.</summary>
    public TargetClock BeforePause() => this with
    {
        Terms =
        [
            .. Terms.Select(term => term.Pauses is { IsOpen: true, All: [.., var open] } ? term with { Pauses = term.Pauses.EndedAt(open.From) } : term),
        ],
    };

    /// <summary>The earliest due date, with the terms that ask for it: both where two do.</summary>
    public (DateTimeOffset? At, IReadOnlyList<TermClock> Terms) Due()
    {
        var dues = Terms.Select(term => (Term: term, At: term.DueAt())).ToList();
        var earliest = dues.Min(due => due.At);
        return (earliest, earliest is null ? [] : [.. dues.Where(due => due.At == earliest).Select(due => due.Term)]);
    }
}
