using Protocols.Accessing;

namespace Protocols.Api.Answers;

/// <summary>Who saw or heard what of a protocol.</summary>
/// <param name="N">Its number in the log's chain.</param>
/// <param name="Item">The recording or attachment; null where it was the protocol.</param>
/// <param name="Hash">The chain's hash up to it.</param>
internal sealed record AccessAnswer(long N, DateTimeOffset At, AccessKind Kind, PersonAnswer By, string? Item, string? Reason, string Hash);

/// <param name="NextCursor">Asks for the next page; null when this is the last.</param>
internal sealed record AccessLogAnswer(IReadOnlyList<AccessAnswer> Items, string? NextCursor);
