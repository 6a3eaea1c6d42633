using Protocols.Facts;

namespace Protocols.Handling;

/// <summary>Another protocol belongs to this one (M13). Both ends record it, and a closed one takes it too.</summary>
public sealed record LinkProtocol(string Number, LinkKind Kind, LinkEnd End)
{
    /// <summary>The same link as the other protocol sees it.</summary>
    public LinkProtocol From(string number) =>
        new(number, Kind, End == LinkEnd.FromHere ? LinkEnd.ToHere : LinkEnd.FromHere);

    public Decision Decide(Protocol protocol)
    {
        if (!protocol.HasSubject && protocol.Status != Status.Closed && End == LinkEnd.FromHere)
            return Refusals.SubjectMissing;
        if (Number == protocol.Number)
            return Refusals.Invalid(new FieldError("number", "link-to-itself"));
        if (protocol.Links.Contains(new Link(Number, Kind, End)))
            return Decision.Nothing;
        return new NewFact(new Linked(Number, Kind, End));
    }
}
