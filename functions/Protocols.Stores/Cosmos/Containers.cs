using System.Collections.ObjectModel;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Protocols.Stores.Cosmos;

/// <summary>The containers and what they are created with. In Azure the deployment creates them from the same indexing policy.</summary>
internal static class Containers
{
    /// <summary>A protocol and its pages in one partition.</summary>
    public const string Protocols = "protocols";

    /// <summary>A document for each idempotency key of an opening, and for each lease; they remove themselves.</summary>
    public const string Receipts = "receipts";

    /// <summary>A document for each scope of numbers.</summary>
    public const string Numbers = "numbers";

    /// <summary>A document for each version of the rules, and one each for how far they were applied, which keys are in use, who is told of events and who is held.</summary>
    public const string Catalog = "catalog";

    /// <summary>A document for each sealed day and for each page of its leaves.</summary>
    public const string Seals = "seals";

    /// <summary>A document for each entry of a protocol's access log.</summary>
    public const string AccessLog = "access-log";

    /// <summary>A document for each event, made when the feed is read; they remove themselves.</summary>
    public const string Events = "events";

    /// <summary>Per day, what each protocol opened on it contributes to the reports, and their sums; one partition more for how far they are.</summary>
    public const string Reports = "reports";

    private const string PolicyFile = "protocols.indexing.json";
    private const int EachForItself = -1;

    /// <summary>All there are, as they are created.</summary>
    public static IReadOnlyList<ContainerProperties> All() =>
    [
        new(Protocols, "/number") { IndexingPolicy = Policy() },
        new(Receipts, "/id") { IndexingPolicy = Only(), DefaultTimeToLive = EachForItself },
        new(Numbers, "/id") { IndexingPolicy = Only() },
        new(Catalog, "/id") { IndexingPolicy = Only() },
        new(Seals, "/id") { IndexingPolicy = Only() },
        new(AccessLog, "/number") { IndexingPolicy = Only("/id/?", "/number/?") },
        new(Events, "/number") { IndexingPolicy = Only("/id/?", "/number/?"), DefaultTimeToLive = EachForItself },
        new(Reports, "/day") { IndexingPolicy = Only("/day/?", "/doc/?", "/dimension/?", "/outlook/number/?") },
    ];

    public static async Task CreateAsync(CosmosClient client, string name, CancellationToken cancellation)
    {
        Database database = await client.CreateDatabaseIfNotExistsAsync(name, cancellationToken: cancellation);
        foreach (var container in All())
            await database.CreateContainerIfNotExistsAsync(container, cancellationToken: cancellation);
    }

    /// <summary>These paths are indexed and nothing else. Where there are none, documents are only asked for by their id; an account
    /// refuses a time to live where there is no index at all.</summary>
    private static IndexingPolicy Only(params ReadOnlySpan<string> paths)
    {
        var policy = new IndexingPolicy { IndexingMode = IndexingMode.Consistent, Automatic = true, ExcludedPaths = { new() { Path = "/*" } } };
        foreach (var path in paths)
            policy.IncludedPaths.Add(new() { Path = path });
        return policy;
    }

    private static IndexingPolicy Policy()
    {
        using var file = typeof(Containers).Assembly.GetManifestResourceStream(PolicyFile)
            ?? throw new InvalidOperationException($"{PolicyFile} was not built in.");
        using var json = JsonDocument.Parse(file);
        var policy = new IndexingPolicy { IndexingMode = IndexingMode.Consistent, Automatic = true };
        foreach (var included in json.RootElement.GetProperty("includedPaths").EnumerateArray())
            policy.IncludedPaths.Add(new() { Path = Path(included) });
        foreach (var excluded in json.RootElement.GetProperty("excludedPaths").EnumerateArray())
            policy.ExcludedPaths.Add(new() { Path = Path(excluded) });
        foreach (var composite in json.RootElement.GetProperty("compositeIndexes").EnumerateArray())
            policy.CompositeIndexes.Add(new Collection<CompositePath>([.. composite.EnumerateArray().Select(Composite)]));
        return policy;
    }

    private static CompositePath Composite(JsonElement path) => new()
    {
        Path = Path(path),
        Order = path.GetProperty("order").GetString() == "descending" ? CompositePathSortOrder.Descending : CompositePathSortOrder.Ascending,
    };

    private static string Path(JsonElement of) => of.GetProperty("path").GetString()!;
}
