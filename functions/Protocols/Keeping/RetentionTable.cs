using System.Text.Json;
using System.Text.Json.Serialization;
using Protocols.Catalog;
using Protocols.Deadlines;

namespace Protocols.Keeping;

/// <summary>The shortest that regulators allow recordings and records to be kept, by preset.</summary>
public sealed record RetentionTable(RetentionTerm Default, IReadOnlyList<RetentionTerm> Presets)
{
    public static RetentionTable Shipped { get; } = Read();

    /// <summary>What this preset asks for, or the one that it is a branch of; null where neither asks for anything.</summary>
    public RetentionTerm? Find(string preset) => Presets.Prepend(Default).FirstOrDefault(term =>
        preset == term.Preset || preset.StartsWith(term.Preset + '-', StringComparison.Ordinal));

    /// <summary>What the presets of a policy ask for; the default where none asks for anything.</summary>
    public IReadOnlyList<RetentionTerm> Of(Catalogue catalogue, Policy policy)
    {
        var presets = catalogue.Policies.FirstOrDefault(own => own.Code == policy.Code)?.Presets ?? [policy.Code];
        return [.. presets.Select(Find).OfType<RetentionTerm>().DefaultIfEmpty(Default)];
    }

    private static RetentionTable Read()
    {
        using var resource = typeof(RetentionTable).Assembly.GetManifestResourceStream("Protocols.Keeping.retention.json")
            ?? throw new InvalidOperationException("The table of retention is not among the resources.");
        return JsonSerializer.Deserialize(resource, RetentionJson.Default.RetentionTable)!;
    }
}

/// <param name="Recording">From the start of the recording.</param>
/// <param name="Record">From <paramref name="From"/>.</param>
public sealed record RetentionTerm(string Preset, Period Recording, Period Record, RecordStart From, Rule Rule)
{
    /// <summary>How long what was complained about is kept, in place of <see cref="Record"/>; null where that changes nothing.</summary>
    public ComplaintTerm? Complaint { get; init; }
}

/// <param name="Record">From what the record's own term is counted from.</param>
/// <param name="Within">The complaint counts where it was filed so long after the solution at most.</param>
public sealed record ComplaintTerm(Period Record, Period Within);

/// <summary>So much time of the calendar; one of the three.</summary>
public sealed record Period(int Days = 0, int Months = 0, int Years = 0)
{
    public DateOnly After(DateOnly day) => day.AddYears(Years).AddMonths(Months).AddDays(Days);
}

/// <summary>What a record's own term is counted from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordStart>))]
public enum RecordStart
{
    [JsonStringEnumMemberName("resolution")] Resolution,
    [JsonStringEnumMemberName("opening")] Opening,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RetentionTable))]
internal sealed partial class RetentionJson : JsonSerializerContext;
