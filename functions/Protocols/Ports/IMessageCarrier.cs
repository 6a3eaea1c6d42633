using Protocols.Notifying;

namespace Protocols.Ports;

/// <summary>
/// Carries messages to customers and staff. It may be given one twice, since whoever gave it the first may have died before
/// writing that down: it says which message it is by <see cref="OutgoingMessage.Id"/>, so that whoever is behind it can tell.
/// </summary>
public interface IMessageCarrier
{
    /// <summary>
    /// Hands one message over, and answers well within a queue's lock. It does not throw for what may go wrong outside the
    /// service: that is told by the answer.
    /// </summary>
    Task<Carried> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>A message as its carrier gets it.</summary>
/// <param name="Id">The same each time the same message is sent: letters, digits and dashes.</param>
/// <param name="To">An e-mail address, or a telephone number in E.164.</param>
public sealed record OutgoingMessage(string Id, Means By, string To, string Subject, string Text)
{
    /// <summary>What goes with it; null where nothing does. Only e-mail brings one.</summary>
    public AttachedFile? Attached { get; init; }

    /// <summary>Texts made of it in passing name nobody.</summary>
    public override string ToString() => Id;
}

/// <summary>A file that a message brings, whole.</summary>
/// <param name="Name">As whoever gets it saves it; plain letters.</param>
public sealed record AttachedFile(string Name, string MediaType, byte[] Bytes)
{
    /// <summary>What mail servers take also once it is written in base64: 15 MB.</summary>
    public const int MostBytes = 15 * 1024 * 1024;
}

/// <summary>What became of a message.</summary>
/// <param name="Id">What the carrier calls it; null where it gave it no name.</param>
/// <param name="Reason">A short code where it was not taken; nothing personal.</param>
public sealed record Carried(CarriedAs As, string? Id = null, string Reason = "")
{
    public static Carried Refused(string reason) => new(CarriedAs.Refused, null, reason);

    public static Carried NotNow(string reason) => new(CarriedAs.NotNow, null, reason);
}

public enum CarriedAs
{
    /// <summary>It was handed to the network of whoever it is for.</summary>
    Sent,

    /// <summary>Whoever took it will send it on.</summary>
    Accepted,

    /// <summary>It will never be taken as it is.</summary>
    Refused,

    /// <summary>It was not taken, and may be later.</summary>
    NotNow,
}
