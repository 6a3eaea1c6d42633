namespace Protocols.Webhooks;

/// <summary>
/// Calls a webhook's address with one event, signed, and answers well within a queue's lock. It does not throw for what may go wrong outside the
/// service: that is told by the answer.
/// </summary>
public delegate Task<HandedOver> HandOver(EventCall call, CancellationToken cancellation);

/// <summary>One call.</summary>
/// <param name="Id">The event's; the same each time it is tried.</param>
/// <param name="Body">A CloudEvent in JSON.</param>
/// <param name="Secret">What it is signed with.</param>
public sealed record EventCall(Uri Url, string Id, byte[] Body, byte[] Secret)
{
    /// <summary>Texts made of it in passing tell no secret.</summary>
    public override string ToString() => Id;
}

/// <summary>What became of a call.</summary>
/// <param name="Reason">A short code where it failed.</param>
/// <param name="IsGone">Whoever answered said that nobody listens there any more.</param>
public sealed record HandedOver(string? Reason = null, bool IsGone = false)
{
    public static HandedOver Taken { get; } = new();

    public bool IsTaken => Reason is null;
}
