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

/// <summary>The history was handed over or sent (M22); what proves it stands in the body.</summary>
/// <param name="Request">The fact that asked for it.</param>
public sealed record HistorySent(long Request, DeliveryWay By) : FactTerms
{
    public override string Kind => "history-sent";
}
