namespace Protocols.Api.Answers;

/// <summary>A protocol as its customer follows it.</summary>
/// <param name="Token">A bearer token, for this protocol alone.</param>
internal sealed record TrackingAnswer(string Token, DateTimeOffset ExpiresAt, ProtocolAnswer Protocol);

/// <summary>That the history was asked for.</summary>
/// <param name="SentAt">When it was handed over or sent; null while it is not.</param>
internal sealed record HistoryRequestAnswer(string Id, DeliveryWay By, DateTimeOffset At, DateTimeOffset? SentAt);

internal sealed record HistoryRequestsAnswer(IReadOnlyList<HistoryRequestAnswer> Items);
