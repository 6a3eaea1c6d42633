using Protocols.Facts;

namespace Protocols.Handling;

/// <summary>Another protocol belongs to this one (M13). Both ends record it, and a closed one takes it too.</summary>
public sealed record LinkProtocol(string Number, LinkKind Kind, LinkEnd End)
{
    /// <summary>The other as it stands, of which nothing personal is asked; null where only the link matters.</summary>
    public Protocol? Other { get; init; }

    /// <summary>The same link as the other protocol sees it.</summary>
    /// <param name="protocol">The one that this end is, as it stands.</param>
    public LinkProtocol From(string number, Protocol? protocol = null) =>
        new(number, Kind, End == LinkEnd.FromHere ? LinkEnd.ToHere : LinkEnd.FromHere) { Other = protocol };

    public Decision Decide(Protocol protocol)
    {
        if (!protocol.HasSubject && protocol.Status != Status.Closed && End == LinkEnd.FromHere)
            return Refusals.SubjectMissing;
        if (Number == protocol.Number)
            return Refusals.Invalid(new FieldError("number", "link-to-itself"));
        if (protocol.Links.Contains(new Link(Number, Kind, End)))
            return Decision.Nothing;
        return new NewFact(new Linked(Number, Kind, End)
        {
            Repeats = Other is not null && Repeats(protocol, Other) ? new(Other.FirstAt ?? Other.OpenedAt) : null,
            Repeated = Other is not null && Repeats(Other, protocol) ? true : null,
        });
    }

    /// <summary>
    /// Of two pending duplicates the later one is the repetition, whichever end the link was drawn from: a mistake in that must not
    /// give the company a longer term.
    /// </summary>
    private bool Repeats(Protocol later, Protocol first) =>
        Kind == LinkKind.Duplicate && later.ClosedAt is null && first.ClosedAt is null && first.OpenedAt < later.OpenedAt;
}
