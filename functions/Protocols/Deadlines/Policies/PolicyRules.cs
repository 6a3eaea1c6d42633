using System.Globalization;

namespace Protocols.Deadlines;

/// <summary>What a policy must be before anything runs under it.</summary>
public static class PolicyRules
{
    private const int MaxDays = 3660;
    private const int MaxMinutes = 60 * 24 * 366;

    /// <summary>Everything that is wrong with it, all at once; empty where nothing is.</summary>
    /// <param name="calendars">The codes of the calendars there are.</param>
    public static IReadOnlyList<FieldError> Errors(Policy policy, IReadOnlyCollection<string> calendars)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(policy.Code))
            errors.Add(new("code", "required"));
        for (var i = 0; i < policy.Targets.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"targets[{i}]");
            var rule = policy.Targets[i];
            if (policy.Targets.Take(i).Any(other => other.Target == rule.Target))
                errors.Add(new($"{field}.target", "given-twice"));
            if (rule.Terms.Count == 0)
                errors.Add(new($"{field}.terms", "required"));
            if (rule.WarnShare is <= 0 or > 1)
                errors.Add(new($"{field}.warnShare", "not-a-share"));
            if (rule.WarnMinutes is < 0 or > MaxMinutes)
                errors.Add(NotBetween($"{field}.warnMinutes", 0, MaxMinutes));
            for (var k = 0; k < rule.Terms.Count; k++)
            {
                var term = string.Create(CultureInfo.InvariantCulture, $"{field}.terms[{k}]");
                errors.AddRange(TermErrors(term, rule.Target, rule.Terms[k], calendars));
            }
        }
        return errors;
    }

    /// <summary>The ways up that lead nowhere.</summary>
    /// <param name="whole">The policy with the presets it names.</param>
    public static IReadOnlyList<FieldError> EscalationErrors(Policy whole, IReadOnlyList<AutoEscalation> escalations)
    {
        var errors = new List<FieldError>();
        for (var i = 0; i < escalations.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"escalations[{i}]");
            if (whole.Targets.All(rule => rule.Target != escalations[i].Target))
                errors.Add(new($"{field}.target", "not-one-of", string.Join(", ", whole.Targets.Select(rule => Codes<Target>.Of(rule.Target)))));
            if (escalations[i].To == Tier.N1)
                errors.Add(new($"{field}.to", "not-one-of", string.Join(", ", Codes<Tier>.All.Where(code => code != Codes<Tier>.Of(Tier.N1)))));
            if (escalations.Count(other => other == escalations[i]) > 1)
                errors.Add(new(field, "given-twice"));
        }
        return errors;
    }

    private static IEnumerable<FieldError> TermErrors(string field, Target target, Term term, IReadOnlyCollection<string> calendars)
    {
        var (least, most) = (term.Unit == TermUnit.Closings ? 1 : 0, term.Unit.IsDays() ? MaxDays : MaxMinutes);
        if (term.Amount < least || term.Amount > most)
            yield return NotBetween($"{field}.amount", least, most);
        if (term.Extension is { } extension && (extension < 0 || extension > most))
            yield return NotBetween($"{field}.extension", 0, most);
        if (term.ExtensionShare is <= 0 or > 1)
            yield return new($"{field}.extensionShare", "not-a-share");
        if (!calendars.Contains(term.Calendar))
            yield return new($"{field}.calendar", "not-one-of", string.Join(", ", calendars));
        // The customer is told how his case stands while it waits for him, too.
        if (target == Target.NextReturn && term.Pauses)
            yield return new($"{field}.pauses", "never-pauses");
        // Whatever else is owed, each complaint calls for anew.
        if (term.FromFirst && target is not (Target.Resolution or Target.LegalAnswer))
            yield return new($"{field}.fromFirst", "never-from-first");
    }

    private static FieldError NotBetween(string field, int least, int most) =>
        new(field, "not-between", least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
}
