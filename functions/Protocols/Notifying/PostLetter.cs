using Protocols.Facts;

namespace Protocols.Notifying;

/// <summary>Somebody posted a letter that waited for it (M4); what proves it stands in the body.</summary>
/// <param name="Asked">The fact that asked for it.</param>
public sealed record PostLetter(long Asked, string Proof)
{
    public Decision Decide(Protocol protocol) =>
        protocol.DeliveryOf(Asked, Means.Letter) switch
        {
            null => Refusals.LetterNotFound,
            { State: MessageState.Sent } => Decision.Nothing,
            _ => new NewFact(
                new NotificationSent(Asked, ReservedTemplates.NumberReceipt, Means.Letter, MessageState.Sent), FactBody.Of(Proof), Visibility.Public),
        };
}
