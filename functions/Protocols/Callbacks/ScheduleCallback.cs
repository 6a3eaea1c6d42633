using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Callbacks;

/// <summary>Promises the customer a return; no more than two on one local day (M10).</summary>
public sealed record ScheduleCallback(DateTimeOffset At, Channel Channel)
{
    /// <summary>Returns a customer gets on one day at the most.</summary>
    public const int MostPerDay = 2;

    public Decision Decide(Protocol protocol, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.IsQuestion)
            return Refusals.QuestionStaysInItsCall;
        if (protocol.Status == Status.Resolved)
            return Refusals.AlreadyResolved;
        if (At <= now)
            return Refusals.Invalid(new FieldError("at", "not-ahead"));
        var day = At.LocalDay(zone);
        var promised = protocol.Callbacks.Count(callback => callback.IsOpen && callback.Day == day);
        return promised + protocol.ReturnsOn(day, zone) >= MostPerDay
            ? Refusals.ReturnLimit(day, MostPerDay)
            : new NewFact(new CallbackScheduled(At, day, Channel), Visibility: Visibility.Public);
    }
}
