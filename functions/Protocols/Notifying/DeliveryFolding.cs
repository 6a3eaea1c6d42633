using Protocols.Facts;

namespace Protocols.Notifying;

/// <summary>What the facts of a message make of the case: one outcome of each message, the last.</summary>
internal static class DeliveryFolding
{
    public static Protocol Deliver(this Protocol protocol, FactTerms terms) => terms switch
    {
        NotificationSent sent => protocol.With(new(sent.For, sent.By, sent.State)),
        NotificationFailed failed => protocol.With(new(failed.For, failed.By, failed.State)),
        NotificationDelivered there => protocol.With(new(there.For, there.By, MessageState.Delivered)),
        NotificationBounced back => protocol.With(new(back.For, back.By, MessageState.Bounced)),
        LetterListed letter => protocol.With(new(letter.For, Means.Letter, MessageState.Waiting)),
        _ => throw new ArgumentException($"A fact of kind '{terms.Kind}' tells of no message.", nameof(terms)),
    };

    private static Protocol With(this Protocol protocol, Delivery last) => protocol with
    {
        Deliveries = [.. protocol.Deliveries.Where(delivery => (delivery.Fact, delivery.By) != (last.Fact, last.By)), last],
    };
}
