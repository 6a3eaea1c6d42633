using Protocols.Recordings;

namespace Protocols.Api.Answers;

/// <summary>A recorded leg of a call.</summary>
/// <param name="Duration">In seconds.</param>
/// <param name="KeepUntil">Not removed before this.</param>
/// <param name="AskedForAt">Since when the customer waits for a copy; null where he does not.</param>
internal sealed record RecordingAnswer(
    string Id,
    string ContentType,
    long Size,
    string Sha256,
    DateTimeOffset StartedAt,
    int Duration,
    DateTimeOffset KeepUntil,
    DateTimeOffset LinkedAt,
    DateTimeOffset? AskedForAt)
{
    public static RecordingAnswer Of(Recording recording) => new(
        recording.Id, recording.MediaType, recording.Size, recording.Sha256, recording.StartedAt, recording.Duration, recording.KeepUntil,
        recording.LinkedAt, recording.AskedForAt);

    /// <summary>The legs as they were spoken, whichever came first.</summary>
    public static IReadOnlyList<RecordingAnswer> Of(IEnumerable<Recording> recordings) => [.. recordings.OrderBy(one => one.StartedAt).Select(Of)];
}

internal sealed record RecordingListAnswer(IReadOnlyList<RecordingAnswer> Items);

/// <summary>A photo or document.</summary>
internal sealed record AttachmentAnswer(string Id, string ContentType, long Size, string Sha256, DateTimeOffset AddedAt)
{
    public static AttachmentAnswer Of(Attachment attachment) =>
        new(attachment.Id, attachment.MediaType, attachment.Size, attachment.Sha256, attachment.AddedAt);
}

internal sealed record AttachmentListAnswer(IReadOnlyList<AttachmentAnswer> Items);

/// <summary>What comes in parts.</summary>
/// <param name="PartSize">How long each part is but the last.</param>
/// <param name="Missing">The numbers of the parts that have not come.</param>
/// <param name="ExpiresAt">Not finished by then, it is given up.</param>
internal sealed record UploadAnswer(string Id, int PartSize, int Parts, IReadOnlyList<int> Missing, DateTimeOffset ExpiresAt)
{
    public static UploadAnswer Of(string id, UploadState state) =>
        new(id, Upload.PartBytes, state.Upload.Parts, [.. state.Missing], state.Upload.BegunAt + Upload.Lifetime);
}

/// <param name="Url">Opens the recording without a token, for whoever it was given to.</param>
internal sealed record AddressAnswer(string Url, DateTimeOffset ExpiresAt);
