using Protocols.Facts;

namespace Protocols.Recordings;

/// <summary>A photo or document belongs to the case (M25). A closed case takes it too.</summary>
public sealed record AddAttachment(string Id, string MediaType, long Size, string Sha256, string? Name)
{
    public Decision Decide(Protocol protocol) => CheckState(protocol) is { } refusal
        ? refusal
        : new NewFact(new AttachmentAdded(Id, MediaType, Size, Sha256), Name is null ? null : FactBody.Of(Name));

    public static Refusal? CheckState(Protocol protocol) =>
        !protocol.HasSubject && protocol.Status != Status.Closed ? Refusals.SubjectMissing : null;
}
