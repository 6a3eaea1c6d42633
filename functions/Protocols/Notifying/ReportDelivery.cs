using System.Globalization;
using Protocols.Facts;

namespace Protocols.Notifying;

/// <summary>Whoever carried a message says what became of it (M4), as often as it likes: each outcome is written once, and what came back stays so.</summary>
/// <param name="Fact">The fact that called for the message.</param>
/// <param name="Reason">A short code where it came back; null where it arrived.</param>
public sealed record ReportDelivery(long Fact, Means By, string? Reason)
{
    /// <summary>The name under which carriers get a message.</summary>
    public static string IdOf(string number, long fact, Means by) => $"{number}-{fact}-{Codes<Means>.Of(by)}";

    /// <returns>Null for what is no message's name.</returns>
    public static (string Number, long Fact, Means By)? Read(string id) =>
        id.Split('-') is [{ Length: > 0 } number, var fact, var by]
        && long.TryParse(fact, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && Codes<Means>.TryParse(by, out var means)
            ? (number, n, means)
            : null;

    public Decision Decide(Protocol protocol) => protocol.DeliveryOf(Fact, By) switch
    {
        null or { By: Means.Letter } => Refusals.MessageNotFound,
        { State: MessageState.Bounced } => Decision.Nothing,
        { State: MessageState.Delivered } when Reason is null => Decision.Nothing,
        _ => new NewFact(Reason is null ? new NotificationDelivered(Fact, By) : new NotificationBounced(Fact, By, Reason)),
    };
}
