using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Handling;

namespace Protocols.Callbacks;

/// <summary>Promises the customer a return; no more than the policy allows on one local day (M10).</summary>
public sealed record ScheduleCallback(DateTimeOffset At, Channel Channel)
{
    /// <summary>Nobody promises for later than that.</summary>
    private static TimeSpan Furthest { get; } = TimeSpan.FromDays(366);

    public Decision Decide(Protocol protocol, DateTimeOffset now, Rules rules)
    {
        if (Guards.AgainstWork(protocol) is { } refusal)
            return refusal;
        if (protocol.IsQuestion)
            return Refusals.QuestionStaysInItsCall;
        if (protocol.Status == Status.Resolved)
            return Refusals.AlreadyResolved;
        if (At <= now)
            return Refusals.Invalid(new FieldError("at", "not-ahead"));
        if (At > now + Furthest)
            return Refusals.Invalid(new FieldError("at", "too-far-ahead", $"{Furthest.TotalDays}"));
        var day = At.LocalDay(rules.Zone);
        var promised = protocol.Callbacks.Count(callback => callback.IsOpen && callback.Day == day);
        return promised + protocol.ReturnsOn(day, rules.Zone) >= rules.Catalogue.Policy.ReturnsPerDay
            ? Refusals.ReturnLimit(day, rules.Catalogue.Policy.ReturnsPerDay)
            : new NewFact(new CallbackScheduled(At, day, Channel), Visibility: Visibility.Public);
    }
}
