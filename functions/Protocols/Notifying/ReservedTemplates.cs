using Protocols.Actions;
using Protocols.Catalog;

namespace Protocols.Notifying;

/// <summary>The messages that the service itself writes. Every catalogue has them, each with what it may name.</summary>
public static class ReservedTemplates
{
    public const string NumberReceipt = "number-receipt";
    public const string HistoryCopy = "history-copy";
    public const string ReferralArrived = "referral-arrived";
    public const string DeadlineWarned = "deadline-warned";
    public const string DeadlineBreached = "deadline-breached";
    public const string CallbackMissed = "callback-missed";
    public const string EscalationDead = "escalation-dead";
    public const string EffectRequested = "effect-requested";
    public const string TermExtended = "term-extended";

    /// <summary>By code, the placeholders there are. Staff are told codes and dates and never who the customer is.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [NumberReceipt] = ["number", "spoken", "date", "time", "subject"],
        [HistoryCopy] = ["number", "spoken", "date", "time"],
        [ReferralArrived] = ["number", "tier", "date", "time"],
        [DeadlineWarned] = ["number", "target", "date", "time"],
        [DeadlineBreached] = ["number", "target", "date", "time"],
        [CallbackMissed] = ["number", "date", "time"],
        [EscalationDead] = ["number", "reason"],
        [EffectRequested] = ["number", "action", "effects"],
        [TermExtended] = ["number", "date", "reason"],
    };

    /// <summary>The company's; the service's own where its rules are older than the message.</summary>
    internal static MessageTemplate Find(Catalogue catalogue, string code) => catalogue.FindTemplate(code) ?? Catalogue.General.FindTemplate(code)!;

    internal static IEnumerable<FieldError> Errors(Catalogue catalogue)
    {
        foreach (var code in All.Keys.Where(code => catalogue.FindTemplate(code) is null))
            yield return new("templates", "template-missing", code);
        for (var i = 0; i < catalogue.Templates.Count; i++)
        {
            var template = catalogue.Templates[i];
            if (!All.TryGetValue(template.Code, out var known))
                continue;
            if (CustomerMessage.Placeholders(template).Except(known).ToList() is { Count: > 0 } others)
                yield return new($"templates[{i}]", "placeholder-not-given", string.Join(", ", others));
        }
    }
}
