using Protocols.Calendars;
using Protocols.Callbacks;
using Protocols.Customers;
using Protocols.Deadlines;
using Protocols.Notifying;

namespace Protocols.Catalog;

/// <summary>What a catalogue must be, as a whole, before anything runs under it.</summary>
public static class CatalogueRules
{
    private const int MaxDays = 3660;

    /// <summary>Everything that is wrong with it, all at once; empty where nothing is.</summary>
    public static IReadOnlyList<FieldError> Errors(Catalogue catalogue) =>
    [
        .. Numbers(catalogue),
        .. PolicyErrors(catalogue),
        .. catalogue.Calendars.SelectMany((calendar, i) => At($"calendars[{i}]", CalendarRules.Errors(calendar))),
        .. Codes("calendars", catalogue.Calendars, calendar => (calendar.Code, calendar.Name)),
        .. Codes("departments", catalogue.Departments, department => (department.Code, department.Name)),
        .. catalogue.Departments.SelectMany((department, i) => DepartmentErrors(department, $"departments[{i}]")),
        .. Codes("types", catalogue.Types, type => (type.Code, type.Name)),
        .. Codes("reasons", catalogue.Reasons, reason => (reason.Code, reason.Name)),
        .. Codes("occurrences", catalogue.Occurrences, occurrence => (occurrence.Code, occurrence.Name)),
        .. catalogue.Occurrences.SelectMany((occurrence, i) => OccurrenceErrors(catalogue, occurrence, $"occurrences[{i}]")),
        .. ActionRules.Errors(catalogue),
        .. Codes("templates", catalogue.Templates, template => (template.Code, template.Subject), "subject"),
        .. catalogue.Templates.SelectMany((template, i) => Words($"templates[{i}].text", template.Text)),
        .. ReservedTemplates.Errors(catalogue),
        .. Codes("procedures", catalogue.Procedures, procedure => (procedure.Code, procedure.Name)),
        .. catalogue.Procedures.SelectMany((procedure, i) => ProcedureErrors(catalogue, procedure, $"procedures[{i}]")),
    ];

    /// <summary>Codes that stand in URLs and queries, each once, and their names in both languages.</summary>
    internal static IEnumerable<FieldError> Codes<T>(
        string list, IReadOnlyList<T> items, Func<T, (string Code, LocalText Name)> of, string name = "name")
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < items.Count; i++)
        {
            var (code, text) = of(items[i]);
            var field = $"{list}[{i}]";
            if (!IsCode(code))
                yield return new($"{field}.code", "not-a-code");
            else if (!seen.Add(code))
                yield return new($"{field}.code", "given-twice");
            foreach (var error in Words($"{field}.{name}", text))
                yield return error;
        }
    }

    /// <summary>Those that are not among what there is.</summary>
    internal static IEnumerable<FieldError> Dangling(string list, IReadOnlyList<string> codes, IEnumerable<string> known) =>
        codes.SelectMany((code, i) => Dangling($"{list}[{i}]", code, known));

    internal static IEnumerable<FieldError> Dangling(string field, string? code, IEnumerable<string> known) =>
        code is null || known.Contains(code) ? [] : [new(field, "not-one-of", string.Join(", ", known))];

    internal static IEnumerable<FieldError> Words(string field, LocalText text)
    {
        if (string.IsNullOrWhiteSpace(text.Portuguese))
            yield return new($"{field}.pt-BR", "required");
        if (string.IsNullOrWhiteSpace(text.English))
            yield return new($"{field}.en", "required");
    }

    private static IEnumerable<FieldError> Numbers(Catalogue catalogue) =>
    [
        .. IsCode(catalogue.Name) ? Array.Empty<FieldError>() : [new("name", "not-a-code")],
        .. Between("version", catalogue.Version, 1, int.MaxValue),
        .. Between("policy.reopenDays", catalogue.Policy.ReopenDays, 0, MaxDays),
        .. Between("policy.unreachableDays", catalogue.Policy.UnreachableDays, 1, MaxDays),
        .. Between("policy.returnsPerDay", catalogue.Policy.ReturnsPerDay, 1, Callback.MostPerDay),
        .. Dangling("defaultPolicy", catalogue.DefaultPolicy, PolicyCodes(catalogue)),
    ];

    private static IEnumerable<FieldError> PolicyErrors(Catalogue catalogue)
    {
        var calendars = catalogue.AllCalendars().Select(calendar => calendar.Code).ToList();
        for (var i = 0; i < catalogue.Policies.Count; i++)
        {
            var policy = catalogue.Policies[i];
            foreach (var error in At($"policies[{i}]", PolicyRules.Errors(new(policy.Code, policy.Name, policy.Targets), calendars)))
                yield return error;
            foreach (var error in Dangling($"policies[{i}].presets", policy.Presets, catalogue.Stock.Policies.Select(preset => preset.Code)))
                yield return error;
            foreach (var error in At($"policies[{i}]", PolicyRules.EscalationErrors(policy.Whole(catalogue.Stock), policy.Escalations)))
                yield return error;
            foreach (var error in policy.Processing is { } processing ? Words($"policies[{i}].processing.purpose", processing.Purpose) : [])
                yield return error;
            if (policy.Processing is { } used && string.IsNullOrWhiteSpace(used.Basis.Article))
                yield return new($"policies[{i}].processing.basis.article", "required");
            foreach (var error in Dangling($"policies[{i}].ombudsman", policy.Ombudsman, PolicyCodes(catalogue)))
                yield return error;
            if (policy.Presets.Count == 0 && policy.Targets.Count == 0)
                yield return new($"policies[{i}].targets", "required");
        }
        foreach (var error in Codes("policies", catalogue.Policies, policy => (policy.Code, policy.Name)))
            yield return error;
    }

    private static IEnumerable<FieldError> OccurrenceErrors(Catalogue catalogue, Occurrence occurrence, string field) =>
    [
        .. Dangling($"{field}.type", occurrence.Type, catalogue.Types.Select(type => type.Code)),
        .. Dangling($"{field}.reasons", occurrence.Reasons, catalogue.Reasons.Select(reason => reason.Code)),
        .. occurrence.Mandatory.SelectMany((rule, k) => Dangling($"{field}.mandatory[{k}].field", rule.Field, MandatoryFields.Known)),
        .. Dangling($"{field}.policy", occurrence.Policy, PolicyCodes(catalogue)),
    ];

    private static IEnumerable<FieldError> DepartmentErrors(Department department, string field) =>
        EmailAddress.TryParse(department.Address, out _) ? [] : [new($"{field}.address", "invalid-email")];

    private static IEnumerable<FieldError> ProcedureErrors(Catalogue catalogue, Procedure procedure, string field) =>
    [
        .. Dangling($"{field}.types", procedure.Types, catalogue.Types.Select(type => type.Code)),
        .. procedure.Types.Count == 0 ? [new($"{field}.types", "required")] : Array.Empty<FieldError>(),
        .. procedure.Steps.Count == 0 ? [new($"{field}.steps", "required")] : Array.Empty<FieldError>(),
        .. Codes($"{field}.steps", procedure.Steps, step => (step.Code, step.Text), "text"),
    ];

    private static IEnumerable<string> PolicyCodes(Catalogue catalogue) =>
        catalogue.Policies.Select(policy => policy.Code).Concat(catalogue.Stock.Policies.Select(preset => preset.Code)).Distinct();

    private static IEnumerable<FieldError> Between(string field, int value, int least, int most) =>
        value >= least && value <= most ? [] : [new(field, "not-between", $"{least}", $"{most}")];

    private static IEnumerable<FieldError> At(string field, IReadOnlyList<FieldError> errors) =>
        // A code that is missing is named below, with what a code may be.
        errors.Where(error => error.Field != "code").Select(error => error with { Field = $"{field}.{error.Field}" });

    private static bool IsCode(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
