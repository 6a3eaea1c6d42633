using System.Collections.Immutable;
using static Protocols.Reporting.IndicatorUnit;

namespace Protocols.Reporting;

/// <summary>
/// Every indicator there is (M28, M29). Reports, tables and the catalogue of indicators are made from this list. All of a period speak of the same
/// protocols: those that were opened in it, as they stand now.
/// </summary>
public static class Indicators
{
    private static readonly Target[] company = [Target.FirstResponse, Target.NextReturn, Target.Resolution];
    private static readonly Target[] law = [Target.LegalAnswer, Target.NumberDelivery, Target.HistoryDelivery, Target.RecordingCopy, Target.DataCorrection];

    /// <summary>What any target's attainment follows from.</summary>
    private static readonly string[] always = ["deadline-breached", "rules-changed"];

    public static ImmutableArray<Indicator> All { get; } =
    [
        new("protocols", IndicatorUnit.Protocols, [Measure.Protocols], []),
        new("resolved", IndicatorUnit.Protocols, [Measure.Resolved], [], "resolved", "reopened"),
        new("unresolved", IndicatorUnit.Protocols, [Measure.Unresolved], [], "resolved", "closed", "reopened"),
        new("abandoned", Share, [Measure.Abandoned], [Measure.Protocols], "closed"),
        new("unreachable", Share, [Measure.Unreachable], [Measure.Protocols], "closed"),
        new("handlingTime", Seconds, [Measure.HandlingTime], [Measure.Resolved], "resolved", "reopened"),
        new("handlingTimeWorking", Seconds, [Measure.WorkingTime], [Measure.Timed], "resolved", "reopened", "waiting-set", "contact"),
        new("firstResponseTime", Seconds, [Measure.ResponseTime], [Measure.Responded], "contact"),
        new("firstContactResolution", Share, [Measure.FirstContact], [Measure.Resolved], "resolved", "contact", "reopened", "classified", "linked"),
        new("reopened", Share, [Measure.Reopened], [Measure.Protocols], "reopened"),
        new("satisfaction", Share, [Measure.Satisfied], [Measure.Surveyed], "survey-answered"),
        new("satisfactionScore", Points, [Measure.Score], [Measure.Surveyed], "survey-answered"),
        new("answerRate", Share, [Measure.Surveyed], [Measure.Resolved], "survey-answered", "resolved"),
        new("returningCustomers", Share, [Measure.Returning], [Measure.Identified], "amended"),
        new("repeatContacts", Share, [Measure.Repeated], [Measure.Identified], "amended", "classified", "linked"),
        new("returnPunctuality", Share, [Measure.ReturnsKept], [Measure.ReturnsDue], "callback-scheduled", "callback-kept", "callback-missed"),
        Attainment("sla", company),
        .. company.Select(target => Attainment(Named("sla", target), target)),
        Attainment("legal", law),
        .. law.Select(target => Attainment(Named("legal", target), target)),
        new("procedureAdherence", Share, [Measure.StepsDone], [Measure.Steps], "step-done", "step-skipped", "classified", "resolved"),
        new("procedureAnswered", Share, [Measure.StepsAnswered], [Measure.Steps], "step-done", "step-skipped", "classified", "resolved"),
        new("escalated", Share, [Measure.Escalated], [Measure.Protocols], "referred"),
        new("escalations", Times, [Measure.Referrals], [], "referred"),
        new("pingPong", Share, [Measure.PingPong], [Measure.Escalated], "returned", "referral-accepted"),
        new("helpRequests", Times, [Measure.HelpRequests], [], "action-taken"),
        new("helped", Share, [Measure.Helped], [Measure.Protocols], "action-taken"),
    ];

    private static Indicator Attainment(string code, params Target[] targets)
    {
        Measure[] met = [.. targets.Select(target => target.Met())];
        string[] facts = [.. targets.SelectMany(FactsOf).Distinct(), .. always];
        return new(code, Share, [.. met], [.. met, .. targets.Select(target => target.Missed())], facts);
    }

    private static string Named(string family, Target target) =>
        Codes<Target>.Of(target) is var code && code.StartsWith(family, StringComparison.Ordinal) ? code : family + char.ToUpperInvariant(code[0]) + code[1..];

    private static IEnumerable<string> FactsOf(Target target) => target switch
    {
        Target.FirstResponse or Target.NextReturn => ["contact"],
        Target.Resolution => ["resolved", "reopened", "waiting-set"],
        Target.LegalAnswer => ["solution", "contact", "resolved", "closed", "reopened"],
        Target.NumberDelivery => ["receipt-asked", "message-sent", "message-bounced"],
        Target.HistoryDelivery => ["history-asked", "history-sent", "message-bounced"],
        Target.RecordingCopy => ["recording-asked-for", "recording-delivered"],
        _ => ["correction-asked", "correction-answered"],
    };
}
