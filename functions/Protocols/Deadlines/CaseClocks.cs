using Protocols.Calendars;

namespace Protocols.Deadlines;

/// <summary>Starts each target's clock where its case did, and stops it where it was met.</summary>
internal sealed class CaseClocks(Protocol protocol, IReadOnlyDictionary<string, BusinessCalendar> calendars, DateTimeOffset now)
{
    private readonly CaseTimes times = new(protocol);

    /// <summary>Null where nothing has called for the target yet.</summary>
    public TargetClock? Of(TargetRule rule) => rule.Target switch
    {
        Target.FirstResponse => Run(rule, protocol.OpenedAt, FirstAnswer),
        Target.NextReturn => NextReturn(rule),
        Target.Resolution => Run(rule, protocol.OpenedAt, EndedAt),
        Target.LegalAnswer => LegalAnswer(rule),
        Target.NumberDelivery => Delivery(rule, ClockEvent.NumberAsked, ClockEvent.NumberSent, protocol.OpenedAt),
        Target.HistoryDelivery => Delivery(rule, ClockEvent.HistoryAsked, ClockEvent.HistorySent, null),
        Target.RecordingCopy => Delivery(rule, ClockEvent.CopyAsked, ClockEvent.CopySent, null),
        _ => Correction(rule),
    };

    private DateTimeOffset? EndedAt => times.Ended is [.., { To: null } last] ? last.From : null;

    private DateTimeOffset? FirstAnswer =>
        protocol.Channel is Channel.Phone or Channel.InPerson ? protocol.OpenedAt
        : times.Contacts is [var first, ..] ? first
        : null;

    /// <summary>Each contact begins a new term, until the case has ended.</summary>
    private TargetClock NextReturn(TargetRule rule)
    {
        // Where contacts were dropped, what lies before the oldest of the rest is no longer known.
        var kept = times.Contacts.Count > ClockMark.ContactsKept ? times.Contacts.Skip(1) : times.Contacts.Prepend(protocol.OpenedAt);
        List<DateTimeOffset> starts = [.. kept.Where(at => !(at > EndedAt)).DefaultIfEmpty(protocol.OpenedAt)];
        var missed = starts.Zip(starts.Skip(1), (from, to) => Run(rule, from, to)).SelectMany(TooLate);
        return Run(rule, starts[^1], EndedAt) with { Missed = [.. missed] };
    }

    /// <summary>
    /// Reopened within the term, the answer is owed again by the same date; after it, what was given in time stays given.
    /// </summary>
    private TargetClock LegalAnswer(TargetRule rule)
    {
        var due = Run(rule, protocol.OpenedAt, null).Due().At;
        var given = due <= now
            ? times.Answered.FindAll(answer => !(answer.To < due))
            : times.Answered.FindAll(answer => answer.To is null);
        return Run(rule, protocol.OpenedAt, given is [var first, ..] ? first.From : null);
    }

    /// <summary>Runs from the first request that is not answered, or else from the last that was.</summary>
    private TargetClock? Delivery(TargetRule rule, ClockEvent asked, ClockEvent sent, DateTimeOffset? calledFor)
    {
        var clock = calledFor is { } opened ? Run(rule, opened, null) : null;
        foreach (var mark in protocol.Clock)
        {
            if (mark.Is == asked && clock is not { MetAt: null })
                clock = Run(rule, mark.At, null) with { Missed = clock is null ? [] : [.. clock.Missed, .. TooLate(clock)] };
            else if (mark.Is == sent && clock is { MetAt: null })
                clock = Run(rule, clock.Start, mark.At) with { Missed = clock.Missed };
        }
        return clock;
    }

    /// <summary>
    /// Each request has a term of its own; what runs is the oldest that is not answered, or else the last that was. Of what is erased nothing is wrong any more.
    /// </summary>
    private TargetClock? Correction(TargetRule rule)
    {
        var clocks = protocol.Corrections.Select(asked => Run(rule, asked.At, asked.AnsweredAt ?? protocol.ErasedAt)).ToList();
        var oldest = clocks.FindIndex(clock => clock.MetAt is null) is var open and >= 0 ? open : clocks.Count - 1;
        return oldest < 0 ? null : clocks[oldest] with { Missed = [.. clocks.Take(oldest).SelectMany(TooLate)] };
    }

    private static IEnumerable<DateTimeOffset> TooLate(TargetClock met) => met.Due().At is { } due && due <= met.MetAt ? [due] : [];

    private TargetClock Run(TargetRule rule, DateTimeOffset start, DateTimeOffset? metAt)
    {
        // The company's clocks stand still while the case has ended; the law's date is never moved by that.
        IReadOnlyList<Stretch> ended = rule.Target is Target.FirstResponse or Target.NextReturn or Target.Resolution ? times.Ended : [];
        var extended = times.Extended && rule.Target == Target.LegalAnswer;
        return new(rule, start, metAt, [.. rule.Terms.Select(Start)], []);

        TermClock Start(Term term)
        {
            IReadOnlyList<Stretch> stretches = term.Pauses ? [.. ended, .. times.Waiting] : ended;
            var pauses = stretches.Count == 0 ? Pauses.None : new Pauses(stretches);
            var from = term.FromFirst && protocol.FirstAt < start ? protocol.FirstAt.Value : start;
            return new(term, calendars[term.Calendar], from, metAt is { } met ? pauses.EndedAt(met) : pauses, extended);
        }
    }
}
