using Protocols.Facts;

namespace Protocols.Tracking;

/// <summary>The customer says that something that is known of him is wrong, and what it should be (LGPD art. 18, III).</summary>
/// <param name="Field">One of <see cref="Fields"/>.</param>
public sealed record AskCorrection(string Field, string Text)
{
    /// <summary>What is known of a customer, as a PATCH names it.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["name", "document", "email", "phone", "company", "supervisor"];

    public Decision Decide() => new NewFact(new CorrectionAsked(Field), FactBody.Of(Text), Visibility.Public);
}

/// <summary>Staff have looked into it: what was to be corrected is corrected, by a PATCH, or they say why not.</summary>
/// <param name="Request">The fact that asked for it.</param>
public sealed record AnswerCorrection(long Request, bool Done, string Text)
{
    public Decision Decide(Protocol protocol) => protocol.Corrections.FirstOrDefault(correction => correction.Id == Request) switch
    {
        null => Refusals.CorrectionNotFound,
        { AnsweredAt: not null } => Refusals.CorrectionAnswered,
        _ => new NewFact(new CorrectionAnswered(Request, Done), FactBody.Of(Text), Visibility.Public),
    };
}

/// <param name="Id">Number of the fact that asked.</param>
/// <param name="Done">Null while nobody has answered.</param>
public sealed record Correction(long Id, string Field, DateTimeOffset At, DateTimeOffset? AnsweredAt = null, bool? Done = null);

internal static class CorrectionFolding
{
    public static Protocol Answer(this Protocol protocol, CorrectionAnswered answered, Fact fact) => protocol with
    {
        Corrections =
        [
            .. protocol.Corrections.Select(correction =>
                correction.Id == answered.Request ? correction with { AnsweredAt = fact.At, Done = answered.Done } : correction),
        ],
    };
}
