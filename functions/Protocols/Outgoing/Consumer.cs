using Protocols.Ports;

namespace Protocols.Outgoing;

/// <summary>Who acts on the messages of a queue; every shell receives for each there is.</summary>
/// <param name="Handle">Safe to be called twice with the same message. What it throws gives the message back.</param>
/// <param name="Buried">Called after a message of the queue joined the dead letters, or may have.</param>
public sealed record Consumer(
    QueueDefinition Queue, Func<ReceivedMessage, CancellationToken, Task<Verdict>> Handle, Func<CancellationToken, Task> Buried)
{
    /// <summary>How long to wait before a message is given back, so that whatever is busy is not asked ten times in a moment.</summary>
    public static TimeSpan Pause(ReceivedMessage message) => TimeSpan.FromSeconds(Math.Min(message.Deliveries, 5));

    /// <summary>Whether giving it back makes it a dead letter.</summary>
    public bool IsLastDelivery(ReceivedMessage message) => message.Deliveries >= Queue.MaxDeliveries;
}

/// <summary>What is to become of a message after its consumer looked at it.</summary>
/// <param name="Reason">A short code; set where it joins the dead letters or is put off.</param>
public readonly record struct Verdict(VerdictKind Kind, string Reason = "", string Description = "")
{
    public static Verdict Done { get; } = new(VerdictKind.Done);

    public static Verdict Again { get; } = new(VerdictKind.Again);

    /// <summary>Another message, for later, follows in its place.</summary>
    public static Verdict Postponed(string reason) => new(VerdictKind.Done, reason);

    public static Verdict Dead(string reason, string description) => new(VerdictKind.Dead, reason, description);
}

public enum VerdictKind
{
    /// <summary>It was handled, now or before.</summary>
    Done,

    /// <summary>Not now; it is given back.</summary>
    Again,

    /// <summary>Never: nobody else can handle it either.</summary>
    Dead,
}
