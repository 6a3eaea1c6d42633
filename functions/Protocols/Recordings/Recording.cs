using Protocols.Facts;

namespace Protocols.Recordings;

/// <summary>A recorded leg of a call.</summary>
/// <param name="Duration">In seconds.</param>
/// <param name="KeepUntil">Not removed before this.</param>
public sealed record Recording(
    string Id,
    string MediaType,
    long Size,
    string Sha256,
    DateTimeOffset StartedAt,
    int Duration,
    DateTimeOffset KeepUntil,
    DateTimeOffset LinkedAt)
{
    /// <summary>Since when the customer waits for a copy; null where he does not.</summary>
    public DateTimeOffset? AskedForAt { get; init; }

    internal static Recording Of(RecordingLinked linked, Fact fact) => new(
        linked.Id, linked.MediaType, linked.Size, linked.Sha256, linked.StartedAt, linked.Duration, linked.KeepUntil, fact.At);
}

/// <summary>A photo or document of the case.</summary>
public sealed record Attachment(string Id, string MediaType, long Size, string Sha256, DateTimeOffset AddedAt)
{
    internal static Attachment Of(AttachmentAdded added, Fact fact) => new(added.Id, added.MediaType, added.Size, added.Sha256, fact.At);
}
