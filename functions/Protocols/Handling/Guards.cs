namespace Protocols.Handling;

/// <summary>What every piece of work asks first.</summary>
internal static class Guards
{
    /// <summary>Null when work may go on: the case is neither closed nor without a subject (M1).</summary>
    public static Refusal? AgainstWork(Protocol protocol) =>
        protocol.Status == Status.Closed ? Refusals.ProtocolClosed
        : !protocol.HasSubject ? Refusals.SubjectMissing
        : null;
}
