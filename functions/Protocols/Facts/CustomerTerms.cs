using Protocols.Notifying;

namespace Protocols.Facts;

/// <summary>The customer said how he was served (M24); what he says of it stands in the body.</summary>
/// <param name="Score">1 to 5, 5 is best.</param>
public sealed record SurveyAnswered(int Score) : FactTerms
{
    public override string Kind => "survey-answered";
}

/// <summary>The history was asked for (M22). Its id is the fact's number.</summary>
public sealed record HistoryAsked(DeliveryWay By) : FactTerms
{
    public override string Kind => "history-asked";
}

/// <summary>Somebody says that what is known of the customer is wrong (LGPD art. 18, III); what should stand there is in the body. Its id is the fact's number.</summary>
/// <param name="Field">Which part, as a PATCH names it.</param>
public sealed record CorrectionAsked(string Field) : FactTerms
{
    public override string Kind => "correction-asked";
}

/// <summary>It was looked into; what the customer is told stands in the body.</summary>
/// <param name="Request">The fact that asked for it.</param>
/// <param name="Done">It was corrected; otherwise why not.</param>
public sealed record CorrectionAnswered(long Request, bool Done) : FactTerms
{
    public override string Kind => "correction-answered";
}

/// <summary>The history was handed over or sent (M22). Where somebody says so, what proves it stands in the body; where it was mailed, where it went, masked.</summary>
/// <param name="Request">The fact that asked for it.</param>
public sealed record HistorySent(long Request, DeliveryWay By) : FactTerms
{
    /// <summary>Whether the mail was sent or taken to be sent on; null where somebody says that he handed it over.</summary>
    public MessageState? State { get; init; }

    /// <inheritdoc cref="NotificationSent.CarrierId"/>
    public string? CarrierId { get; init; }

    public override string Kind => "history-sent";
}
