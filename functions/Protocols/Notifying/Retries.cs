using System.Globalization;
using Protocols.Ports;

namespace Protocols.Notifying;

/// <summary>
/// When a message that no carrier takes now is tried again: a few times at once, then after longer and longer pauses, about a day in
/// all. It waits in its queue, so that it holds up nobody meanwhile; which try it is stands in its id.
/// </summary>
internal static class Retries
{
    /// <summary>Deliveries of the first message; what hiccups is over by then.</summary>
    private const int AtOnce = 3;

    private const char Mark = '+';

    private static readonly TimeSpan[] pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(16),
    ];

    /// <summary>Whether giving the message back is enough for now.</summary>
    public static bool IsAtOnce(ReceivedMessage message) => Read(message.Id).Tries == 0 && message.Deliveries < AtOnce;

    /// <summary>The same message for later, the same however often that is asked; null where there is no later.</summary>
    public static QueueMessage? Next(ReceivedMessage message, DateTimeOffset now)
    {
        var (first, tries) = Read(message.Id);
        return tries >= pauses.Length
            ? null
            : new($"{first}{Mark}{tries + 1}", message.Body) { NotBefore = now + pauses[tries] };
    }

    private static (string First, int Tries) Read(string id)
    {
        var at = id.LastIndexOf(Mark);
        return at >= 0 && int.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var tries) ? (id[..at], tries) : (id, 0);
    }
}
