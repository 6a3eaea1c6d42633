using Protocols.Facts;
using Protocols.Tracking;

namespace Protocols.Notifying;

/// <summary>What the facts of a message make of the case: one outcome of each message, the last.</summary>
internal static class DeliveryFolding
{
    public static Protocol Deliver(this Protocol protocol, Fact fact) => fact.Terms switch
    {
        NotificationSent sent => protocol.With(new(sent.For, sent.By, sent.State)
        {
            NumberAt = sent.Template == ReservedTemplates.NumberReceipt ? fact.At : null,
        }),
        NotificationFailed failed => protocol.With(new(failed.For, failed.By, failed.State)),
        NotificationDelivered there => protocol.With(new(there.For, there.By, MessageState.Delivered)
        {
            NumberAt = protocol.DeliveryOf(there.For, there.By)?.NumberAt,
        }),
        NotificationBounced back => protocol.With(new(back.For, back.By, MessageState.Bounced)).Reopen(back.For),
        LetterListed letter => protocol.With(new(letter.For, Means.Letter, MessageState.Waiting)),
        _ => throw new ArgumentException($"A fact of kind '{fact.Terms.Kind}' tells of no message.", nameof(fact)),
    };

    public static Protocol With(this Protocol protocol, Delivery last) => protocol with
    {
        Deliveries = [.. protocol.Deliveries.Where(delivery => (delivery.Fact, delivery.By) != (last.Fact, last.By)), last],
    };
}
