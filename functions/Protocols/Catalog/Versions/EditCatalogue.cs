using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Protocols.People;

namespace Protocols.Catalog.Versions;

/// <summary>The company edits a part of its rules. What comes of it is another version, if the whole still holds (M5, M12, M14, M15).</summary>
/// <param name="Part">One of <see cref="CataloguePart.Names"/>.</param>
/// <param name="Items">All of the part's own items, the unchanged ones too.</param>
public sealed record EditCatalogue(string Part, JsonElement Items)
{
    /// <summary>With occurrences: the types and reasons that they name; null leaves them as they are.</summary>
    public JsonElement? Types { get; init; }

    /// <inheritdoc cref="Types"/>
    public JsonElement? Reasons { get; init; }

    /// <summary>With policies: which holds where no other does, and how cases are handled; null leaves them as they are.</summary>
    public string? DefaultPolicy { get; init; }

    /// <inheritdoc cref="DefaultPolicy"/>
    public JsonElement? Handling { get; init; }

    /// <summary>What an answer has besides and nobody edits; where it is given it must be what it was.</summary>
    public string? Name { get; init; }

    /// <inheritdoc cref="Name"/>
    public int? Version { get; init; }

    /// <inheritdoc cref="Name"/>
    public JsonElement? Presets { get; init; }

    /// <summary>With policies and calendars: they hold for protocols that are open, too.</summary>
    public bool ToOpen { get; init; }

    /// <summary>Why, for whoever asks later.</summary>
    public string? Reason { get; init; }

    /// <summary>The version that follows, or everything that is wrong with it at once.</summary>
    public Result<CatalogueVersion> Decide(CatalogueVersion newest, Actor by, DateTimeOffset now)
    {
        var next = Edited(newest.Catalogue);
        return !next.Succeeded ? next.Refusal : new CatalogueVersion(next.Value, Part, by, now)
        {
            IsEdited = true,
            Reason = Reason,
            AppliesToOpen = ToOpen,
        };
    }

    /// <summary>The rules as they would be.</summary>
    public Result<Catalogue> Edited(Catalogue present)
    {
        var errors = new List<FieldError>(NotTheirs(present));
        var next = With(present, errors);
        if (errors.Count == 0)
            errors.AddRange(CatalogueRules.Errors(next).Select(AsAsked));
        return errors.Count > 0 ? Refusals.Invalid(errors) : next with { Version = present.Version + 1 };
    }

    private Catalogue With(Catalogue present, List<FieldError> errors)
    {
        var of = CatalogueJson.Default;
        return Part switch
        {
            "occurrences" => present with
            {
                Occurrences = Read("items", Items, of.IReadOnlyListOccurrence, errors) ?? [],
                Types = Read("types", Types, of.IReadOnlyListNamedCode, errors) ?? present.Types,
                Reasons = Read("reasons", Reasons, of.IReadOnlyListNamedCode, errors) ?? present.Reasons,
            },
            "policies" => present with
            {
                Policies = Read("items", Items, of.IReadOnlyListCataloguePolicy, errors) ?? [],
                DefaultPolicy = DefaultPolicy ?? present.DefaultPolicy,
                Policy = Read("handling", Handling, of.HandlingPolicy, errors) ?? present.Policy,
            },
            "actions" => present with { Actions = Read("items", Items, of.IReadOnlyListActionDefinition, errors) ?? [] },
            "calendars" => present with { Calendars = Read("items", Items, of.IReadOnlyListCalendarDefinition, errors) ?? [] },
            "procedures" => present with { Procedures = Read("items", Items, of.IReadOnlyListProcedure, errors) ?? [] },
            "departments" => present with { Departments = Read("items", Items, of.IReadOnlyListDepartment, errors) ?? [] },
            "templates" => present with { Templates = Read("items", Items, of.IReadOnlyListMessageTemplate, errors) ?? [] },
            _ => throw new InvalidOperationException($"A catalogue has no part '{Part}'."),
        };
    }

    private static T? Read<T>(string field, JsonElement? value, JsonTypeInfo<T> type, List<FieldError> errors)
        where T : class
    {
        if (value is not { } given)
            return null;
        var wrong = JsonConformity.Errors(given, type, field).ToList();
        errors.AddRange(wrong);
        return wrong.Count == 0 ? given.Deserialize(type) : null;
    }

    /// <summary>What is given and does not belong to the part, or is not theirs to change.</summary>
    private IEnumerable<FieldError> NotTheirs(Catalogue present)
    {
        var part = CataloguePart.Of(present, Part)!;
        if (Name is not null && Name != present.Name)
            yield return new("name", "read-only");
        if (Version is { } version && version != present.Version)
            yield return new("version", "read-only");
        if (Presets is { } presets && (part.Presets is not { } stock || !JsonElement.DeepEquals(presets, stock)))
            yield return new("presets", "read-only");
        foreach (var (field, given, belongs) in new[]
        {
            ("types", Types is not null, "occurrences"), ("reasons", Reasons is not null, "occurrences"),
            ("defaultPolicy", DefaultPolicy is not null, "policies"), ("handling", Handling is not null, "policies"),
        })
        {
            if (given && Part != belongs)
                yield return new(field, "unknown-field");
        }
        if (ToOpen && Part is not ("policies" or "calendars"))
            yield return new("applyTo", "terms-only");
    }

    /// <summary>Errors bear the path in the whole; what stands in the part was sent as its items.</summary>
    private FieldError AsAsked(FieldError error) =>
        error.Field.StartsWith($"{Part}[", StringComparison.Ordinal) ? error with { Field = $"items{error.Field[Part.Length..]}" }
        : error.Field.StartsWith("policy.", StringComparison.Ordinal) ? error with { Field = $"handling{error.Field[6..]}" }
        : error;
}
