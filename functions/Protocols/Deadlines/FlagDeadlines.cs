using Protocols.Calendars;
using Protocols.Facts;

namespace Protocols.Deadlines;

/// <summary>The warnings and breaches whose time has come, each once, however late and however often it is asked (M16).</summary>
public static class FlagDeadlines
{
    public static Decision Decide(
        Protocol protocol, Policy policy, IReadOnlyDictionary<string, BusinessCalendar> calendars, DateTimeOffset now) => Decision.Of(
        [
            .. Clocks.Of(protocol, policy, calendars, now).Unflagged
                .TakeWhile(flag => flag.At <= now)
                .Select(Fact),
        ]);

    /// <summary>What is written down of it.</summary>
    public static NewFact Fact(Unflagged flag) =>
        new(flag.IsBreach ? new DeadlineBreached(flag.Target, flag.DueAt) : new DeadlineWarned(flag.Target, flag.DueAt));
}
