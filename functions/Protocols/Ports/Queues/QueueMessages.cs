namespace Protocols.Ports;

/// <summary>A message to be sent: a pointer to what happened, with nothing personal in it.</summary>
/// <param name="Id">Says which message it is; sent again under the same id it is the same one.</param>
/// <param name="Body">At most <see cref="MaxBody"/> bytes.</param>
public sealed record QueueMessage(string Id, byte[] Body)
{
    /// <summary>Room is left for what sending a dead letter again adds.</summary>
    public const int MaxId = 120;
    public const int MaxSession = 128;
    public const int MaxBody = 64 * 1024;

    /// <summary>The session it belongs to; set on a queue with sessions, and only there.</summary>
    public string? Session { get; init; }

    /// <summary>Before this instant nobody gets it; null is at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <exception cref="ArgumentException">The queue cannot take it as it is.</exception>
    public void Check(QueueDefinition queue)
    {
        if (Id.Length is 0 or > MaxId)
            throw new ArgumentException($"A message's id has 1 to {MaxId} characters, not {Id.Length}.");
        if (Body.Length > MaxBody)
            throw new ArgumentException($"Message {Id} has {Body.Length} bytes; {MaxBody} are allowed.");
        if (queue.Sessions && Session is null)
            throw new ArgumentException($"Message {Id} has no session, and the queue '{queue.Name}' needs one.");
        if (!queue.Sessions && Session is not null)
            throw new ArgumentException($"Message {Id} has a session, and the queue '{queue.Name}' knows none.");
        if (Session?.Length is 0 or > MaxSession)
            throw new ArgumentException($"Message {Id}: a session has 1 to {MaxSession} characters.");
    }
}

/// <summary>A message as a receiver gets it.</summary>
/// <param name="Deliveries">How often it was handed out, this time included.</param>
/// <param name="EnqueuedAt">When it could first be received in this queue.</param>
/// <param name="ResendOf">The id it was first sent under, where it is a dead letter sent again; null where it is not.</param>
/// <param name="Resends">How often it was sent again.</param>
public sealed record ReceivedMessage(
    string Id, string? Session, byte[] Body, int Deliveries, DateTimeOffset EnqueuedAt, string? ResendOf = null, int Resends = 0)
{
    /// <summary>The id under which it is sent again: the same however often that is tried, so that trying twice sends once.</summary>
    public string NextId => $"{ResendOf ?? Id}~{Resends + 1}";
}

/// <summary>A message that was not handled and waits for somebody to look at it.</summary>
/// <param name="Sequence">Its place among the queue's dead letters, growing; the cursor of their pages.</param>
/// <param name="Message">As it was; its deliveries are those that led here, which a remote queue may count one lower.</param>
/// <param name="Reason">A short code, such as <see cref="TooManyDeliveries"/>.</param>
public sealed record DeadLetter(long Sequence, ReceivedMessage Message, string Reason, string Description)
{
    /// <summary>The reason of one that was handed out <see cref="QueueDefinition.MaxDeliveries"/> times and never settled.</summary>
    public const string TooManyDeliveries = "MaxDeliveryCountExceeded";

    /// <summary>Reasons and descriptions are cut at this length.</summary>
    public const int MaxText = 1024;

    public static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];
}

/// <summary>What became of the wish to settle a message.</summary>
public enum Settlement
{
    Done,

    /// <summary>The lock had passed or the message was settled already: nothing was done, and somebody else may have the message.</summary>
    Lost,
}
