using Protocols.Deadlines;

namespace Protocols.Api.Answers;

/// <summary>What is kept of a protocol's customer, what for, by what right and until when (LGPD art. 18 and 19).</summary>
/// <param name="Purpose">In the reader's language; null where the company has not said it.</param>
/// <param name="Held">Which parts are known; what they are is in the protocol and its statement.</param>
/// <param name="KeptBy">The rule that it must be kept by.</param>
/// <param name="KeptUntil">When it goes by itself; null while the case is open.</param>
/// <param name="Blocked">He asked for erasure, and nobody works with it any more.</param>
internal sealed record PrivacyAnswer(
    string? Purpose, BasisAnswer? Basis, IReadOnlyList<string> Held, string KeptBy, DateTimeOffset? KeptUntil, bool LegalHold, bool Blocked,
    IReadOnlyList<CorrectionAnswer> Corrections, IReadOnlyList<RightAnswer> Rights);

/// <param name="Verified">Whether the text of the law was read for it.</param>
internal sealed record BasisAnswer(string Article, string Source, bool Verified)
{
    public static BasisAnswer? Of(Rule? rule) => rule is null ? null : new(rule.Article, rule.Source, rule.Verified);
}

/// <param name="Done">Null while nobody has answered.</param>
internal sealed record CorrectionAnswer(string Id, string Field, DateTimeOffset At, DateTimeOffset? AnsweredAt, bool? Done);

/// <param name="Id">Of the request, for its answer.</param>
/// <param name="Field">What is said to be wrong; what should stand there is in the timeline.</param>
/// <param name="DueAt">When the oldest of the protocol's requests must be answered; null where its rules say nothing of it.</param>
internal sealed record WaitingCorrectionAnswer(string Number, string Spoken, string Id, string Field, DateTimeOffset At, DateTimeOffset? DueAt);

internal sealed record WaitingCorrectionsAnswer(IReadOnlyList<WaitingCorrectionAnswer> Items, string? NextCursor);

/// <summary>What the customer may ask for, and the call that asks for it.</summary>
internal sealed record RightAnswer(string Article, string Method, string Path);
