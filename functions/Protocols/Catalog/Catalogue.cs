using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Calendars;
using Protocols.Deadlines;

namespace Protocols.Catalog;

/// <summary>
/// The company's rules as data: what can occur, what must be known when, what may be done, by when, and what customers are
/// written. <see cref="CatalogueRules"/> says what one must be before anything runs under it.
/// </summary>
/// <param name="Version">A protocol stays under the version it was opened with.</param>
public sealed record Catalogue(string Name, int Version, HandlingPolicy Policy, IReadOnlyList<Occurrence> Occurrences)
{
    private static readonly ConcurrentDictionary<string, Catalogue> shipped = new();

    /// <summary>The catalogues that are ready to use.</summary>
    public static IReadOnlyList<string> ShippedNames { get; } = ["general", "marketplace", "software"];

    /// <summary>The general consumer service of Decreto 11.034.</summary>
    public static Catalogue General => Shipped("general");

    /// <summary>Of unclassified protocols, and of occurrences that name none.</summary>
    public required string DefaultPolicy { get; init; }

    /// <summary>The company's own; what they do not name is taken from <see cref="Stock"/>.</summary>
    public IReadOnlyList<CataloguePolicy> Policies { get; init => field = value ?? []; } = [];

    /// <summary>The company's own; one that is called like a preset takes its place, in the presets' policies too.</summary>
    public IReadOnlyList<CalendarDefinition> Calendars { get; init => field = value ?? []; } = [];

    /// <summary>Policies and calendars that came with the service, as they were when this version was made.</summary>
    [JsonIgnore]
    public Presets Stock { get; init; } = Presets.Shipped;

    public IReadOnlyList<Department> Departments { get; init => field = value ?? []; } = [];
    public IReadOnlyList<NamedCode> Types { get; init => field = value ?? []; } = [];
    public IReadOnlyList<NamedCode> Reasons { get; init => field = value ?? []; } = [];
    public IReadOnlyList<ActionDefinition> Actions { get; init => field = value ?? []; } = [];
    public IReadOnlyList<MessageTemplate> Templates { get; init => field = value ?? []; } = [];
    public IReadOnlyList<Procedure> Procedures { get; init => field = value ?? []; } = [];

    /// <summary>One of <see cref="ShippedNames"/>.</summary>
    public static Catalogue Shipped(string name) => shipped.GetOrAdd(name, Read);

    public Occurrence? Find(string? code) => Occurrences.FirstOrDefault(occurrence => occurrence.Code == code);

    public ActionDefinition? FindAction(string code) => Actions.FirstOrDefault(action => action.Code == code);

    public MessageTemplate? FindTemplate(string? code) => Templates.FirstOrDefault(template => template.Code == code);

    /// <summary>The terms that protocols of this occurrence run under, or unclassified ones.</summary>
    public Policy PolicyOf(string? occurrence) => FindPolicy(Find(occurrence)?.Policy ?? DefaultPolicy)
        // Terms of a later version may lack the policy that an occurrence of an earlier one names.
        ?? FindPolicy(DefaultPolicy)
        ?? throw new InvalidOperationException($"The catalogue '{Name}' lacks the policy of '{occurrence}'.");

    /// <summary>What for, and by what right, the data of such a protocol's customer is kept; null where the company has not said it.</summary>
    public Processing? ProcessingOf(string? occurrence) => Own(Find(occurrence)?.Policy)?.Processing ?? Own(DefaultPolicy)?.Processing;

    private CataloguePolicy? Own(string? code) => Policies.FirstOrDefault(policy => policy.Code == code);

    /// <summary>The terms that this protocol runs under: the ombudsman's where it is his own (M18), else its occurrence's.</summary>
    public Policy PolicyFor(Protocol protocol)
    {
        var policy = PolicyOf(protocol.Occurrence);
        return protocol.HomeTier == Tier.Ombudsman && policy.Ombudsman is { } code ? FindPolicy(code) ?? policy : policy;
    }

    /// <summary>One of the company's own, or a preset; with the terms that hold for all.</summary>
    public Policy? FindPolicy(string code) => Own(code)?.Whole(Stock) ?? (Stock.Find(code) is { } preset ? Stock.WithThoseForAll(preset) : null);

    /// <summary>Every calendar that a policy may name.</summary>
    public IReadOnlyList<CalendarDefinition> AllCalendars() =>
        [.. Calendars.Concat(Stock.Calendars).DistinctBy(calendar => calendar.Code)];

    /// <summary>All of them by code, counting in a zone.</summary>
    public IReadOnlyDictionary<string, BusinessCalendar> CalendarsIn(TimeZoneInfo zone) =>
        AllCalendars().ToDictionary(definition => definition.Code, definition => new BusinessCalendar(definition, zone));

    /// <summary>This one's occurrences and actions, with the policies and calendars of another version.</summary>
    public Catalogue UnderTermsOf(Catalogue other) => other.Version == Version ? this : this with
    {
        DefaultPolicy = other.DefaultPolicy,
        Policies = other.Policies,
        Calendars = other.Calendars,
        Stock = other.Stock,
    };

    private static Catalogue Read(string name)
    {
        using var resource = typeof(Catalogue).Assembly.GetManifestResourceStream($"Protocols.Catalog.{name}.json")
            ?? throw new InvalidOperationException($"The catalogue '{name}' is not among the resources.");
        return JsonSerializer.Deserialize(resource, CatalogueJson.Default.Catalogue)!;
    }
}

/// <param name="ReopenDays">Days after the end within which a case goes on under its number (M13).</param>
/// <param name="UnreachableDays">Local days on which the customer must have been tried before a case may close without him.</param>
/// <param name="ReturnsPerDay">The most returns that are promised to a customer for one local day (M10).</param>
public sealed record HandlingPolicy(int ReopenDays, int UnreachableDays, int ReturnsPerDay);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Catalogue))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
