using System.Text.RegularExpressions;

namespace Protocols.Catalog;

/// <summary>What a catalogue's actions must be: able to be offered, and their messages able to be written.</summary>
internal static partial class ActionRules
{
    public static IEnumerable<FieldError> Errors(Catalogue catalogue) =>
    [
        .. CatalogueRules.Codes("actions", catalogue.Actions, action => (action.Code, action.Name)),
        .. catalogue.Actions.SelectMany((action, i) => Errors(catalogue, action, $"actions[{i}]")),
    ];

    private static IEnumerable<FieldError> Errors(Catalogue catalogue, ActionDefinition action, string field)
    {
        var actions = catalogue.Actions.Select(other => other.Code);
        List<FieldError> dangling =
        [
            .. CatalogueRules.Dangling($"{field}.types", action.Types, catalogue.Types.Select(type => type.Code)),
            .. CatalogueRules.Dangling($"{field}.occurrences", action.Occurrences, catalogue.Occurrences.Select(occurrence => occurrence.Code)),
            .. CatalogueRules.Dangling($"{field}.reasons", action.Reasons, catalogue.Reasons.Select(reason => reason.Code)),
            .. CatalogueRules.Dangling($"{field}.after", action.After, actions),
            .. CatalogueRules.Dangling($"{field}.notAfter", action.NotAfter, actions),
        ];
        return
        [
            .. dangling,
            // What names something that is not there is said once.
            .. dangling.Count == 0 && !Reachable(catalogue).Contains(action.Code) ? [new(field, "never-offered")] : Array.Empty<FieldError>(),
            .. StateErrors(action, $"{field}.states"),
            .. CatalogueRules.Dangling($"{field}.template", action.Template, catalogue.Templates.Select(template => template.Code)),
            .. CatalogueRules.Dangling($"{field}.department", action.Department, catalogue.Departments.Select(department => department.Code)),
            .. EffectErrors(action, field),
            .. DataErrors(action, $"{field}.data"),
            .. action.Conditions.SelectMany((condition, k) => ConditionErrors(condition, $"{field}.conditions[{k}]")),
            .. PlaceholderErrors(catalogue, action, field),
        ];
    }

    /// <summary>The codes of the actions that some case can come to.</summary>
    private static HashSet<string> Reachable(Catalogue catalogue)
    {
        var reachable = new HashSet<string>();
        while (catalogue.Actions.Where(action => !reachable.Contains(action.Code) && IsNext(action)).ToList() is { Count: > 0 } next)
            reachable.UnionWith(next.Select(action => action.Code));
        return reachable;

        bool IsNext(ActionDefinition action) =>
            action.States.Count > 0
            && (action.After.Count == 0 || action.After.Except(action.NotAfter).Any(reachable.Contains))
            && (action.Fits(null, null, null) || catalogue.Occurrences.Any(occurrence => FitsSome(action, occurrence)));

        static bool FitsSome(ActionDefinition action, Occurrence occurrence) =>
            !(action.LeavesOpen && occurrence.Type == "question")
            && (action.Fits(occurrence.Type, occurrence.Code, null)
                || occurrence.Reasons.Any(reason => action.Fits(occurrence.Type, occurrence.Code, reason)));
    }

    /// <summary>Nothing is done with a closed case, and a resolved one neither waits nor ends again.</summary>
    private static IEnumerable<FieldError> StateErrors(ActionDefinition action, string field) => action.States
        .Select((state, k) => (state, k))
        .Where(pair => pair.state == Status.Closed || (pair.state == Status.Resolved && (action.LeavesOpen || action.Finishes)))
        .Select(pair => new FieldError($"{field}[{pair.k}]", "state-is-over"));

    private static IEnumerable<FieldError> EffectErrors(ActionDefinition action, string field)
    {
        if (action.Effects.Count == 0)
            yield return new($"{field}.effects", "required");
        if (action.Effects.Distinct().Count() != action.Effects.Count)
            yield return new($"{field}.effects", "given-twice");
        if (action.Effects.Contains(ActionEffect.MessageSent) != action.Template is not null)
            yield return new($"{field}.template", "message-needs-template");
        if (action.Finishes && action.Template is null)
            yield return new($"{field}.template", "required");
        if (action.Effects.Contains(ActionEffect.HelpRequested) && action.Department is null)
            yield return new($"{field}.department", "required");
        if (action.Finishes && action.LeavesOpen)
            yield return new($"{field}.effects", "finished-and-waiting");
    }

    private static IEnumerable<FieldError> DataErrors(ActionDefinition action, string field)
    {
        for (var k = 0; k < action.Data.Count; k++)
        {
            var code = action.Data[k].Code;
            if (!FieldName().IsMatch(code) || code == Actions.CustomerMessage.Number)
                yield return new($"{field}[{k}].code", "not-a-code");
            else if (action.Data.Take(k).Any(other => other.Code == code))
                yield return new($"{field}[{k}].code", "given-twice");
            foreach (var error in CatalogueRules.Words($"{field}[{k}].name", action.Data[k].Name))
                yield return error;
        }
    }

    private static IEnumerable<FieldError> ConditionErrors(ActionCondition condition, string field)
    {
        if (string.IsNullOrWhiteSpace(condition.Fact))
            yield return new($"{field}.fact", "required");
        if (condition is { Is: null or [], Not: null or [] })
            yield return new($"{field}.is", "required");
        foreach (var error in CatalogueRules.Words($"{field}.text", condition.Text))
            yield return error;
    }

    private static IEnumerable<FieldError> PlaceholderErrors(Catalogue catalogue, ActionDefinition action, string field)
    {
        if (catalogue.FindTemplate(action.Template) is not { } template)
            return [];
        var known = action.Data.Select(data => data.Code).Append(Actions.CustomerMessage.Number).ToList();
        var others = Actions.CustomerMessage.Placeholders(template).Except(known).ToList();
        return others.Count == 0 ? [] : [new($"{field}.template", "unknown-placeholder", string.Join(", ", others))];
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,63}$")]
    private static partial Regex FieldName();
}
