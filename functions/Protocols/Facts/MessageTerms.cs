using Protocols.Notifying;

namespace Protocols.Facts;

/// <summary>Somebody asked that the customer be sent number, date, time and subject (M4).</summary>
public sealed record ReceiptAsked(Means By) : FactTerms
{
    public override string Kind => "receipt-asked";
}

/// <summary>A message left (M4); where it went stands masked in the body, unless it was a department's.</summary>
/// <param name="For">Number of the fact that called for it.</param>
/// <param name="Template">Its code in the catalogue.</param>
/// <param name="State">Whether a gateway took it or it was sent.</param>
public sealed record NotificationSent(long For, string Template, Means By, MessageState State) : FactTerms
{
    /// <summary>Which department was told; null where it was the customer.</summary>
    public string? Department { get; init; }

    /// <summary>What the carrier calls it; null where it gave it no name.</summary>
    public string? CarrierId { get; init; }

    public override string Kind => "message-sent";
}

/// <summary>A message did not leave, or came back, and is not tried again by itself (M4).</summary>
/// <param name="For">Number of the fact that called for it.</param>
/// <param name="State">Whether it failed or bounced.</param>
/// <param name="Reason">A short code.</param>
public sealed record NotificationFailed(long For, string Template, Means By, MessageState State, string Reason) : FactTerms
{
    /// <inheritdoc cref="NotificationSent.Department"/>
    public string? Department { get; init; }

    public override string Kind => "message-failed";
}

/// <summary>Whoever carried a message says that it arrived (M4).</summary>
/// <param name="For">Number of the fact that called for it.</param>
public sealed record NotificationDelivered(long For, Means By) : FactTerms
{
    public override string Kind => "message-delivered";
}

/// <summary>A message that had left came back (M4): the customer does not have it.</summary>
/// <param name="For">Number of the fact that called for it.</param>
/// <param name="Reason">A short code of whoever carried it.</param>
public sealed record NotificationBounced(long For, Means By, string Reason) : FactTerms
{
    public override string Kind => "message-bounced";
}

/// <summary>A letter waits for somebody to print and post it (M4).</summary>
/// <param name="For">Number of the fact that called for it.</param>
public sealed record LetterListed(long For, string Template) : FactTerms
{
    public override string Kind => "letter-listed";
}
