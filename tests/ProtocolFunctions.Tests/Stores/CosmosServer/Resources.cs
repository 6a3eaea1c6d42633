using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ProtocolFunctions.Tests.Stores.CosmosServer;

/// <summary>The account, its one database and that one's containers: who answers what.</summary>
internal sealed class Resources(TimeProvider clock)
{
    private const string Engine = """
        {"maxSqlQueryInputLength":262144,"maxJoinsPerSqlQuery":5,"maxLogicalAndPerSqlQuery":500,"maxLogicalOrPerSqlQuery":500,
         "maxUdfRefPerSqlQuery":10,"maxInExpressionItemsCount":16000,"queryMaxInMemorySortDocumentCount":500,
         "maxQueryRequestTimeoutFraction":0.9,"sqlAllowNonFiniteNumbers":false,"sqlAllowAggregateFunctions":true,
         "sqlAllowSubQuery":true,"sqlAllowScalarSubQuery":true,"allowNewKeywords":true,"sqlAllowLike":true,
         "sqlAllowGroupByClause":true,"maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256,
         "sqlDisableOptimizationFlags":0,"sqlAllowTop":true,"enableSpatialIndexing":true}
        """;

    private const uint DatabaseId = 0x101;

    private readonly ConcurrentDictionary<string, DocumentContainer> containers = new();
    private string? database;

    /// <summary>What is counted and what faults name.</summary>
    public string Name(Request request)
    {
        if (request.Path is not ["dbs", _, "colls", var container, "docs", ..])
            return "resources";
        var verb = request.Method switch
        {
            "POST" when request.Is("x-ms-cosmos-is-query-plan-request") => "plan",
            "POST" when request.Is("x-ms-documentdb-isquery") => "query",
            "POST" when request.Is("x-ms-cosmos-is-batch-request") => "batch",
            "POST" when request.Is("x-ms-documentdb-is-upsert") => "upsert",
            "POST" => "create",
            "GET" when request["A-IM"] is not null => "changes",
            "GET" => "read",
            "PUT" => "replace",
            "PATCH" => "patch",
            "DELETE" => "delete",
            var other => other,
        };
        return $"{verb} {Find(container)?.Name}";
    }

    public async Task<Reply> AnswerAsync(Request request, Uri endpoint) => request.Path switch
    {
        [] => new(200, Account(endpoint)),
        ["dbs"] => Create(request.Json),
        ["dbs", _] => database is null ? Reply.Error(404, "There is no such database.") : new(200, Database()),
        ["dbs", _, "colls"] => CreateContainer(request.Json),
        ["dbs", _, "colls", var name, .. var rest] => Find(name) is { } container
            ? await AnswerAsync(request, rest, container)
            : Reply.Error(404, "There is no such container."),
        _ => Reply.Error(400, "This server does not know the path."),
    };

    /// <summary>Resource ids have a form that the client takes apart.</summary>
    public static string Id(uint container = 0, ulong document = 0)
    {
        var bytes = new byte[document != 0 ? 16 : container != 0 ? 8 : 4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, DatabaseId);
        if (container != 0)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), container | 0x80000000);
        if (document != 0)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), document);
        return Convert.ToBase64String(bytes).Replace('/', '-');
    }

    private static async Task<Reply> AnswerAsync(Request request, string[] path, DocumentContainer container) => (request.Method, path) switch
    {
        (_, []) => new(200, container.Definition()),
        (_, ["pkranges"]) when request["If-None-Match"] is not null => new(304) { ETag = "\"1\"" },
        (_, ["pkranges"]) => new(200, Ranges(container)) { ETag = "\"1\"" },
        ("POST", ["docs"]) when request.Is("x-ms-cosmos-is-query-plan-request") => Reply.Error(400, "Queries are planned by the client."),
        ("POST", ["docs"]) when request.Is("x-ms-cosmos-is-batch-request") => await BatchWire.AnswerAsync(request, container),
        ("POST", ["docs"]) when request.Is("x-ms-documentdb-isquery") => container.Query(request),
        ("POST", ["docs"]) when request.Is("x-ms-documentdb-is-upsert") => container.Put(request.Partition!, request.Json),
        ("POST", ["docs"]) => container.Create(request.Partition!, request.Json),
        ("GET", ["docs"]) when request["A-IM"] is not null => container.Changes(request),
        ("GET", ["docs", var id]) => container.Read(request.Partition!, id),
        ("PUT", ["docs", var id]) => container.Replace(request.Partition!, id, request.Json, request["If-Match"]),
        ("PATCH", ["docs", var id]) => container.Patch(request.Partition!, id, request.Json),
        ("DELETE", ["docs", var id]) => container.Delete(request.Partition!, id, request["If-Match"]),
        _ => Reply.Error(400, "This server does not know the operation."),
    };

    private DocumentContainer? Find(string name) =>
        containers.GetValueOrDefault(name) ?? containers.Values.FirstOrDefault(container => Id(container.Number) == name);

    private Reply Create(JsonObject definition)
    {
        database = definition["id"]!.GetValue<string>();
        return new(201, Database());
    }

    private Reply CreateContainer(JsonObject definition)
    {
        var container = new DocumentContainer((uint)containers.Count + 1, definition, clock);
        return containers.TryAdd(container.Name, container)
            ? new(201, container.Definition())
            : Reply.Error(409, "The container exists.");
    }

    private JsonObject Database() => new() { ["id"] = database, ["_rid"] = Id(), ["_self"] = $"dbs/{Id()}/", ["_etag"] = "\"1\"", ["_ts"] = 1 };

    private static JsonObject Account(Uri endpoint)
    {
        JsonArray Here() => [new JsonObject { ["name"] = "Local", ["databaseAccountEndpoint"] = endpoint.ToString() }];
        return new()
        {
            ["id"] = "local",
            ["_rid"] = "local",
            ["_self"] = "",
            ["_dbs"] = "//dbs/",
            ["writableLocations"] = Here(),
            ["readableLocations"] = Here(),
            ["userConsistencyPolicy"] = new JsonObject { ["defaultConsistencyLevel"] = "Session" },
            ["queryEngineConfiguration"] = Engine,
        };
    }

    private static JsonObject Ranges(DocumentContainer container) => new()
    {
        ["_rid"] = Id(container.Number),
        ["_count"] = 1,
        ["PartitionKeyRanges"] = new JsonArray(new JsonObject
        {
            ["_rid"] = Id(container.Number, 0x5000000000000001),
            ["id"] = "0",
            ["minInclusive"] = "",
            ["maxExclusive"] = "FF",
            ["status"] = "online",
            ["parents"] = new JsonArray(),
        }),
    };
}
