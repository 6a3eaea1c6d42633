namespace Protocols.Deadlines;

/// <summary>What happened to a case, as its clocks see it.</summary>
internal sealed class CaseTimes
{
    public CaseTimes(Protocol protocol)
    {
        var (resolved, closed, informed) = (false, false, false);
        // On a live channel the answer to a question is heard as it is given.
        var heard = protocol.IsQuestion && protocol.Channel.IsLive();
        foreach (var mark in protocol.Clock)
        {
            resolved = mark.Is == ClockEvent.Resolved || (resolved && mark.Is != ClockEvent.Reopened);
            closed = mark.Is == ClockEvent.Closed || (closed && mark.Is != ClockEvent.Reopened);
            informed = mark.Is == ClockEvent.Informed || (informed && mark.Is is not (ClockEvent.Outdated or ClockEvent.Reopened));
            Set(Waiting, mark.Is == ClockEvent.Waiting || (IsOpen(Waiting) && mark.Is != ClockEvent.Resumed), mark.At);
            Set(Ended, resolved || closed, mark.At);
            // Closing ends the case however far it got: nothing is owed on a case that is over.
            Set(Answered, closed || (resolved && (informed || heard)), mark.At);
            if (mark.Is == ClockEvent.Contacted)
                Contacts.Add(mark.At);
            Extended |= mark.Is == ClockEvent.Extended;
        }
    }

    /// <summary>The first contact with the customer that was not his own, and the last ones.</summary>
    public List<DateTimeOffset> Contacts { get; } = [];

    /// <summary>It was the customer's turn.</summary>
    public List<Stretch> Waiting { get; } = [];

    /// <summary>Resolved or closed, until reopened.</summary>
    public List<Stretch> Ended { get; } = [];

    /// <summary>Resolved, and the customer knew.</summary>
    public List<Stretch> Answered { get; } = [];

    public bool Extended { get; }

    private static bool IsOpen(List<Stretch> stretches) => stretches is [.., { To: null }];

    private static void Set(List<Stretch> stretches, bool holds, DateTimeOffset at)
    {
        if (holds == IsOpen(stretches))
            return;
        if (holds)
            stretches.Add(new(at, null));
        else
            stretches[^1] = stretches[^1] with { To = at };
    }
}
