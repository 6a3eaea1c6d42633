using Protocols.Notifying;

namespace Protocols.Api.Answers;

/// <summary>A protocol as its customer follows it.</summary>
/// <param name="Token">A bearer token, for this protocol alone.</param>
internal sealed record TrackingAnswer(string Token, DateTimeOffset ExpiresAt, ProtocolAnswer Protocol);

/// <summary>That the history was asked for.</summary>
/// <param name="SentAt">When it was handed over or sent; null while it is not, or when it came back.</param>
/// <param name="Message">What became of the mail; null where none was tried. A request whose mail failed or bounced waits for staff.</param>
internal sealed record HistoryRequestAnswer(string Id, DeliveryWay By, DateTimeOffset At, DateTimeOffset? SentAt, MessageState? Message);

internal sealed record HistoryRequestsAnswer(IReadOnlyList<HistoryRequestAnswer> Items);

/// <summary>How a message stands after what was reported of it.</summary>
/// <param name="Id">As it was sent under.</param>
internal sealed record DeliveryReportAnswer(string Id, MessageState State);

/// <summary>A letter that somebody has yet to print and post.</summary>
/// <param name="Id">The number of the entry that asked for it.</param>
/// <param name="Kind">The number with date, time and subject, or the whole history.</param>
internal sealed record LetterAnswer(string Number, string Spoken, string Id, LetterKind Kind);

internal sealed record LettersAnswer(IReadOnlyList<LetterAnswer> Items, string? NextCursor);
