using Protocols.Facts;

namespace Protocols.Tracking;

/// <summary>The customer says how he was served, once, after the solution (M24).</summary>
/// <param name="Score">1 to 5, 5 is best.</param>
public sealed record AnswerSurvey(int Score, string? Comment)
{
    public Decision Decide(Protocol protocol) =>
        protocol.ResolvedAt is null && protocol.ClosedAt is null ? Refusals.NotYetResolved
        : protocol.Survey is not null ? Refusals.SurveyGiven
        : new NewFact(new SurveyAnswered(Score), Comment is null ? null : FactBody.Of(Comment), Visibility.Public);
}
