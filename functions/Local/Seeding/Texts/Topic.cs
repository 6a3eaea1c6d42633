using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocols.Local.Seeding.Texts;

/// <summary>What contacts with one occurrence and reason are about, as patterns for <see cref="Wording"/>.</summary>
/// <param name="Analyses">Null where nothing needs to be looked into.</param>
internal sealed record Topic(
    string Occurrence,
    string? Reason,
    IReadOnlyList<string> Subjects,
    IReadOnlyList<string> Details,
    IReadOnlyList<string> Solutions,
    IReadOnlyList<string>? Analyses = null)
{
    /// <summary>At least one for each occurrence and reason of the general catalogue.</summary>
    public static IReadOnlyList<Topic> All { get; } = Shipped();

    private static readonly ILookup<string, Topic> byOccurrence = All.ToLookup(topic => topic.Occurrence);

    public static IReadOnlyList<Topic> Of(string occurrence) => [.. byOccurrence[occurrence]];

    private static List<Topic> Shipped()
    {
        var assembly = typeof(Topic).Assembly;
        var topics = new List<Topic>();
        var ours = $"{typeof(Topic).Namespace}.";
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ours, StringComparison.Ordinal)))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            topics.AddRange(JsonSerializer.Deserialize(resource, TopicJson.Default.IReadOnlyListTopic)!);
        }
        return topics;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<Topic>))]
internal sealed partial class TopicJson : JsonSerializerContext;
