using System.Text.Json.Serialization;
using Protocols.Catalog;

namespace Protocols.Deadlines;

/// <summary>Which terms a kind of protocol runs under. Its version is the catalogue's.</summary>
public sealed record Policy(string Code, LocalText Name, IReadOnlyList<TargetRule> Targets)
{
    public IReadOnlyList<AutoEscalation> Escalations { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The policy of the ombudsman's own protocol of such a case, which the rules for the first line do not reach; null for the same.
    /// </summary>
    public string? Ombudsman { get; init; }

    /// <summary>Whether complaints that repeat such a case end with it.</summary>
    [JsonIgnore]
    public bool EndsRepeated => Targets.Any(rule => rule.Terms.Any(term => term.FromFirst));

    /// <summary>Of a month's demands, the part whose answer may be extended in it; null where no share is set, and where nothing is extended.</summary>
    [JsonIgnore]
    public decimal? ExtensionShare => Targets.FirstOrDefault(rule => rule.Target == Target.LegalAnswer)?.Terms.Min(term => term.Extension > 0 ? term.ExtensionShare : null);

    /// <summary>
    /// Both side by side, under this one's code. Where both have a target the terms of both stand, so that a regulator's rule can
    /// shorten a term and never lengthen it.
    /// </summary>
    public Policy Beside(Policy other) => this with
    {
        Escalations = [.. Escalations.Union(other.Escalations)],
        Ombudsman = Ombudsman ?? other.Ombudsman,
        Targets =
        [
            .. Targets.Concat(other.Targets).GroupBy(rule => rule.Target)
                .Select(rules => rules.First() with { Terms = [.. rules.SelectMany(rule => rule.Terms).Distinct()] }),
        ],
    };
}

/// <summary>The terms of one target; the earliest due date counts.</summary>
/// <param name="WarnShare">The part of the time after which a warning is given.</param>
/// <param name="WarnMinutes">In place of the share: a warning when so many minutes of the term's own time are left.</param>
public sealed record TargetRule(Target Target, IReadOnlyList<Term> Terms, decimal WarnShare = 0.8m, int? WarnMinutes = null);

/// <summary>So much time, and the rule that says so.</summary>
/// <param name="Calendar">Whose hours, business days and holidays count; also where calendar days begin and end.</param>
/// <param name="RollForward">Days only: a first or last day on which nobody works moves to the next business day.</param>
/// <param name="Pauses">It stands still while the customer is waited for.</param>
/// <param name="Extension">What the one extension adds, in the term's unit; null where there is none.</param>
/// <param name="ExtensionShare">Of a month's demands, the part whose term may be extended in it; null where any number may.</param>
/// <param name="FromFirst">A complaint that repeats another one is counted from the first, and ends with it (REN 1.000/2021, art. 410).</param>
public sealed record Term(
    int Amount,
    TermUnit Unit,
    string Calendar,
    Rule Rule,
    bool RollForward = false,
    bool Pauses = false,
    int? Extension = null,
    decimal? ExtensionShare = null,
    bool FromFirst = false);

/// <summary>Where a term comes from.</summary>
/// <param name="Article">The norm and its article, or the company's own rule.</param>
/// <param name="Source">Where that was read.</param>
/// <param name="Verified">The text itself was read, or quoted by the source; otherwise it must be confirmed before it is relied on.</param>
public sealed record Rule(string Article, string Source, bool Verified);

/// <summary>What a term is counted in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TermUnit>))]
public enum TermUnit
{
    [JsonStringEnumMemberName("working-minutes")] WorkingMinutes,
    [JsonStringEnumMemberName("working-hours")] WorkingHours,
    [JsonStringEnumMemberName("minutes")] Minutes,
    [JsonStringEnumMemberName("hours")] Hours,

    /// <summary>To the end of the last day, the first one not counted.</summary>
    [JsonStringEnumMemberName("calendar-days")] CalendarDays,

    /// <summary>As calendar days, of which only business days count.</summary>
    [JsonStringEnumMemberName("business-days")] BusinessDays,

    /// <summary>To the end of the last slot of the first, second… business day with hours after the day it began.</summary>
    [JsonStringEnumMemberName("closings")] Closings,
}

public static class TermUnits
{
    public static bool IsDays(this TermUnit unit) => unit is TermUnit.CalendarDays or TermUnit.BusinessDays or TermUnit.Closings;

    public static bool IsWorkingTime(this TermUnit unit) => unit is TermUnit.WorkingMinutes or TermUnit.WorkingHours;
}
