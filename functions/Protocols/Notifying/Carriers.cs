using Protocols.Ports;

namespace Protocols.Notifying;

/// <summary>Which carrier takes what; a means that nobody carries is refused by name.</summary>
/// <param name="mail">E-mail; null where none is set.</param>
/// <param name="gateway">SMS and WhatsApp; null where none is set.</param>
public sealed class Carriers(IMessageCarrier? mail, IMessageCarrier? gateway)
{
    /// <summary>Why nothing was sent where nobody carries that; sending it again would not help.</summary>
    public const string NoCarrier = "no-carrier";

    /// <summary>Nothing leaves.</summary>
    public static Carriers None { get; } = new(null, null);

    public Task<Carried> SendAsync(OutgoingMessage message, CancellationToken cancellation) =>
        (message.By == Means.Email ? mail : message.Attached is null ? gateway : null)?.SendAsync(message, cancellation)
        ?? Task.FromResult(Carried.Refused(NoCarrier));
}
