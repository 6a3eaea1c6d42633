using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Api.Answers;

/// <summary>A protocol as its reader may see it.</summary>
internal sealed record ProtocolAnswer
{
    public required string Number { get; init; }

    /// <summary>The number in groups, to be read aloud.</summary>
    public required string Spoken { get; init; }

    public required string? Subject { get; init; }
    public required string? Detail { get; init; }
    public required Channel Channel { get; init; }
    public required string? Occurrence { get; init; }
    public required string? Reason { get; init; }
    public required string? Type { get; init; }
    public required Status Status { get; init; }
    public required WaitingOn? WaitingOn { get; init; }
    public required Tier Tier { get; init; }
    public required string? Department { get; init; }
    public required PersonAnswer OpenedBy { get; init; }
    public required PersonAnswer? Owner { get; init; }
    public required PersonAnswer? Executor { get; init; }
    public required CustomerAnswer? Customer { get; init; }
    public required IReadOnlyList<ReferenceAnswer> References { get; init; }
    public required IReadOnlyDictionary<string, string> Context { get; init; }
    public required IReadOnlyList<LinkAnswer> Links { get; init; }
    public required IReadOnlyList<ReferralAnswer> Referrals { get; init; }
    public required IReadOnlyList<CallbackAnswer> Callbacks { get; init; }

    /// <summary>What its actions called for; nothing where a customer asks.</summary>
    public required IReadOnlyList<EffectAnswer> Effects { get; init; }

    /// <summary>What fits its type and channel; nothing where a customer asks.</summary>
    public required ProceduresAnswer Procedures { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset? ResolvedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
    public required Outcome? Outcome { get; init; }
    public required int Reopenings { get; init; }
    public required string? Resolution { get; init; }

    /// <summary>By target; one that nothing has called for yet is not there.</summary>
    public required IReadOnlyDictionary<string, DeadlineAnswer> Deadlines { get; init; }

    /// <summary>The earliest due date that is not met.</summary>
    public required DateTimeOffset? NextDue { get; init; }

    public required RetentionAnswer Retention { get; init; }
    public required IReadOnlyList<RecordingAnswer> Recordings { get; init; }
    public required IReadOnlyList<AttachmentAnswer> Attachments { get; init; }

    /// <summary>The newest entries in order of time; absent where the call answers without the timeline.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EntryAnswer>? Timeline { get; init; }

    /// <summary>Older entries are asked for before this number; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TimelineBefore { get; init; }

    public required IntegrityAnswer Integrity { get; init; }

    /// <summary>Told once, when the protocol is opened: with it the customer follows his protocol without an account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessCode { get; init; }
}

/// <summary>A member of staff or a system; customers see first names only.</summary>
internal sealed record PersonAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null);

/// <summary>The customer; masked except to compliance and regulator.</summary>
internal sealed record CustomerAnswer(
    string? Name, string? Document, string? Email, string? Phone, string? Company, string? Supervisor);

internal sealed record ReferenceAnswer(string Kind, string Value);

/// <param name="End">Whether this protocol names the other or is named by it.</param>
internal sealed record LinkAnswer(string Number, LinkKind Kind, LinkEnd End);

/// <param name="RecordUntil">Until when the record is kept; null while that is not yet known.</param>
/// <param name="ErasedAt">Since when nothing of it is personal any more.</param>
internal sealed record RetentionAnswer(DateTimeOffset? RecordUntil, bool LegalHold, DateTimeOffset? ErasedAt);

/// <param name="Facts">How many facts the chain has.</param>
/// <param name="Head">Its last hash.</param>
internal sealed record IntegrityAnswer(string Algorithm, long Facts, string Head);

/// <summary>One fact on the timeline.</summary>
/// <param name="N">Its number in the chain.</param>
/// <param name="Data">What the kind says beyond its text.</param>
/// <param name="Hash">The chain's hash up to it.</param>
internal sealed record EntryAnswer(
    long N,
    DateTimeOffset At,
    string Kind,
    PersonAnswer By,
    Channel? Channel,
    Visibility Visibility,
    string? Text,
    JsonElement Data,
    string Hash);

/// <summary>A run of the timeline.</summary>
/// <param name="Before">Older entries are asked for before this number; null where there are none.</param>
/// <param name="After">Newer entries are asked for after this number; null where there are none.</param>
internal sealed record TimelineAnswer(IReadOnlyList<EntryAnswer> Items, long? Before, long? After);
