using Protocols.Calendars;
using Protocols.Deadlines;

namespace Protocols.Escalating;

/// <summary>The time that the law gives the company to answer, by the shipped rules.</summary>
public sealed class LegalTerm(TimeZoneInfo zone)
{
    private static readonly Policy policy = Presets.Shipped.Find("company")!.Beside(Presets.Shipped.Find("sac-11034")!);

    private readonly IReadOnlyDictionary<string, BusinessCalendar> calendars = Presets.Shipped.CalendarsIn(zone);

    /// <summary>Whether it has passed without the customer being answered, and when it ends; null where none runs.</summary>
    public (bool HasPassed, DateTimeOffset? EndsAt) At(Protocol protocol, DateTimeOffset now)
    {
        var answer = Clocks.Of(protocol, policy, calendars, now).Deadlines.FirstOrDefault(deadline => deadline.Target == Target.LegalAnswer);
        return (answer?.State == DeadlineState.Breached, answer?.DueAt);
    }
}
