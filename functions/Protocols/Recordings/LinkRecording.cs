using Protocols.Facts;

namespace Protocols.Recordings;

/// <summary>A recording that is kept belongs to the case (M25). A case takes one late, also when it is closed.</summary>
public sealed record LinkRecording(string Id, string MediaType, long Size, string Sha256, DateTimeOffset StartedAt, int Duration)
{
    /// <summary>Clocks of two machines differ a little.</summary>
    private static readonly TimeSpan ahead = TimeSpan.FromMinutes(5);

    public Decision Decide(Protocol protocol, DateTimeOffset now, DateTimeOffset keepUntil)
    {
        if (protocol.Recordings.Any(recording => recording.Id == Id))
            return Decision.Nothing;
        if (CheckStart(StartedAt, now) is { } refusal)
            return refusal;
        return new NewFact(new RecordingLinked(Id, MediaType, Size, Sha256, StartedAt, Duration, keepUntil));
    }

    /// <summary>What has not begun was not recorded.</summary>
    public static Refusal? CheckStart(DateTimeOffset startedAt, DateTimeOffset now) =>
        startedAt > now + ahead ? Refusals.Invalid(new FieldError("startedAt", "in-the-future")) : null;
}
