using Protocols.Catalog;
using Protocols.Deadlines;
using Protocols.Escalating;
using Protocols.Facts;

namespace Protocols.Sweeping;

/// <summary>What the clock alone brings about: deadlines warned of and breached, cases that go up for it, questions left open, contacts that came to nothing.</summary>
public static class Attention
{
    /// <summary>A contact that never said what it was about is over by then (M1).</summary>
    public static TimeSpan Abandoned { get; } = TimeSpan.FromHours(24);

    /// <summary>A question is answered in its call; one still open by then was forgotten (M6).</summary>
    public static TimeSpan LeftOpen { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Everything whose time has come, in order of time, each once however late and however often it is asked (M16).</summary>
    public static Decision Decide(Protocol protocol, Rules rules, DateTimeOffset now)
    {
        var clocks = rules.DueDates(protocol, now);
        List<NewFact> facts = [.. Awaited(protocol, clocks).TakeWhile(awaited => awaited.At <= now).Select(awaited => awaited.Fact)];
        return Decision.Of(EscalateByItself.With(facts, protocol, rules, clocks));
    }

    /// <summary>When the next of it comes, past where that is overdue; null where nothing will.</summary>
    public static DateTimeOffset? Next(Protocol protocol, Clocks clocks)
    {
        var next = Awaited(protocol, clocks);
        return next.Count > 0 ? next[0].At : null;
    }

    /// <summary>The opening, or the last reopening.</summary>
    private static DateTimeOffset OpenSince(Protocol protocol) =>
        protocol.Clock.LastOrDefault(mark => mark.Is == ClockEvent.Reopened)?.At ?? protocol.OpenedAt;

    private static List<(DateTimeOffset At, NewFact Fact)> Awaited(Protocol protocol, Clocks clocks)
    {
        var awaited = new List<(DateTimeOffset At, NewFact Fact)>();
        foreach (var flag in clocks.Unflagged)
            awaited.Add((flag.At, FlagDeadlines.Fact(flag)));
        if (protocol.ClosedAt is null && protocol.ResolvedAt is null && protocol is { IsQuestion: true, LeftOpen: false })
            awaited.Add((OpenSince(protocol) + LeftOpen, new(new QuestionLeftOpen())));
        if (protocol is { ClosedAt: null, HasSubject: false })
            awaited.Add((protocol.OpenedAt + Abandoned, new(new Closed(Outcome.Abandoned))));
        // After the end nothing is written; a sort that keeps ties as they came keeps warnings before breaches.
        var ordered = awaited.OrderBy(one => one.At).ToList();
        var end = ordered.FindIndex(one => one.Fact.Terms is Closed);
        return end < 0 ? ordered : ordered[..(end + 1)];
    }
}
