using Protocols.Notifying;

namespace Protocols.Api.Answers;

/// <summary>How a message stands after what was reported of it.</summary>
/// <param name="Id">As it was sent under.</param>
internal sealed record DeliveryReportAnswer(string Id, MessageState State);

/// <summary>A letter that somebody has yet to print and post.</summary>
/// <param name="Id">The number of the entry that asked for it.</param>
/// <param name="Kind">The number with date, time and subject, or the whole history.</param>
internal sealed record LetterAnswer(string Number, string Spoken, string Id, LetterKind Kind);

internal sealed record LettersAnswer(IReadOnlyList<LetterAnswer> Items, string? NextCursor);
