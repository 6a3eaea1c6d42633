namespace Protocols;

/// <summary>Another protocol that belongs to this one.</summary>
public sealed record Link(string Number, LinkKind Kind, LinkEnd End);
