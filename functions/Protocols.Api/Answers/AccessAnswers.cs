using Protocols.Accessing;

namespace Protocols.Api.Answers;

/// <summary>Who saw or heard what of a protocol.</summary>
/// <param name="N">Its number in the log's chain.</param>
/// <param name="Item">The recording or attachment; null where it was the protocol.</param>
/// <param name="Hash">The chain's hash up to it.</param>
internal sealed record AccessAnswer(long N, DateTimeOffset At, AccessKind Kind, PersonAnswer By, string? Item, string? Reason, string Hash);

/// <summary>Who did what in the service.</summary>
/// <param name="Day">The local day in whose chain it stands.</param>
/// <param name="N">Its number in that chain.</param>
/// <param name="Item">What it was about: a call and what stood in its route, a protocol, the reason for a refusal.</param>
/// <param name="Hash">The chain's hash up to it.</param>
internal sealed record ActAnswer(DateOnly Day, long N, DateTimeOffset At, AccessKind Kind, PersonAnswer By, string? Item, string Hash);

/// <param name="NextCursor">Asks for the next page; null when this is the last.</param>
internal sealed record AuditLogAnswer(IReadOnlyList<ActAnswer> Items, string? NextCursor);

/// <param name="NextCursor">Asks for the next page; null when this is the last.</param>
internal sealed record AccessLogAnswer(IReadOnlyList<AccessAnswer> Items, string? NextCursor);
