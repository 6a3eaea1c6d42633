using System.Globalization;
using System.Text.Json.Nodes;

namespace ProtocolFunctions.Tests.Stores.CosmosServer;

/// <summary>Documents by partition and id, each with its ETag.</summary>
internal sealed class DocumentContainer(uint number, JsonObject definition, TimeProvider clock)
{
    private const int LargestPage = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Partition, string Id), JsonObject> documents = [];
    private readonly string key = definition["partitionKey"]!["paths"]![0]!.GetValue<string>().TrimStart('/');
    private ulong written;

    public uint Number => number;

    public string Name { get; } = definition["id"]!.GetValue<string>();

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public JsonObject Definition()
    {
        var whole = (JsonObject)definition.DeepClone();
        whole["_rid"] = Resources.Id(number);
        whole["_self"] = $"dbs/{Resources.Id()}/colls/{Resources.Id(number)}/";
        whole["_etag"] = "\"1\"";
        whole["_ts"] = 1;
        return whole;
    }

    public Reply Create(string partition, JsonObject document)
    {
        lock (gate)
        {
            var id = document["id"]!.GetValue<string>();
            return Find(partition, id) is null
                ? Write(partition, id, document, 201)
                : Reply.Error(409, "A document with this id exists.");
        }
    }

    /// <summary>Creates, or replaces what is there.</summary>
    public Reply Put(string partition, JsonObject document)
    {
        lock (gate)
        {
            var id = document["id"]!.GetValue<string>();
            return Write(partition, id, document, Find(partition, id) is null ? 201 : 200);
        }
    }

    public Reply Read(string partition, string id)
    {
        lock (gate)
            return Find(partition, id) is { } found ? Whole(found, 200) : Missing();
    }

    public Reply Replace(string partition, string id, JsonObject document, string? version)
    {
        lock (gate)
            return Refuse(partition, id, version) ?? Write(partition, id, document, 200);
    }

    public Reply Delete(string partition, string id, string? version)
    {
        lock (gate)
        {
            if (Refuse(partition, id, version) is { } refused)
                return refused;
            documents.Remove((partition, id));
            return new(204);
        }
    }

    /// <summary>Increments and sets, under a condition over the document.</summary>
    public Reply Patch(string partition, string id, JsonObject patch)
    {
        lock (gate)
        {
            if (Find(partition, id) is not { } found)
                return Missing();
            if (!QueryText.Condition(patch["condition"]!.GetValue<string>()).Matches(found))
                return Reply.Error(412, "The document does not fulfil the condition.");
            var changed = (JsonObject)found.DeepClone();
            foreach (var operation in patch["operations"]!.AsArray())
            {
                var path = operation!["path"]!.GetValue<string>().TrimStart('/');
                changed[path] = operation["op"]!.GetValue<string>() switch
                {
                    "incr" => Whole(changed[path]) + Whole(operation["value"]),
                    "set" => operation["value"]!.DeepClone(),
                    var other => throw new NotSupportedException($"This server does not know the operation {other}."),
                };
            }
            return Write(partition, id, changed, 200);
        }
    }

    /// <summary>All of them or none; with the one that failed, where one did.</summary>
    public IReadOnlyList<Reply> Batch(string partition, IReadOnlyList<BatchOperation> operations)
    {
        lock (gate)
        {
            var before = documents.ToDictionary();
            var replies = new List<Reply>();
            foreach (var operation in operations)
            {
                var document = JsonNode.Parse(operation.Body!)!.AsObject();
                replies.Add(operation.Kind switch
                {
                    BatchOperation.Create => Create(partition, document),
                    BatchOperation.Replace => Replace(partition, operation.Id!, document, operation.IfMatch),
                    _ => Reply.Error(400, "This server does not know the operation."),
                });
                if (replies[^1].Status < 400)
                    continue;
                documents.Clear();
                foreach (var (place, kept) in before)
                    documents.Add(place, kept);
                return [.. operations.Select((_, n) => n == replies.Count - 1 ? replies[n] : new Reply(424))];
            }
            return replies;
        }
    }

    public Reply Query(Request request)
    {
        var query = QueryText.Parse(request.Json);
        if (query.OrderBy.Count > 1 && !HasComposite(query.OrderBy))
            return Reply.Error(400, "The order by query does not have a corresponding composite index that it can be served from.");
        List<JsonObject> found;
        lock (gate)
        {
            Expire();
            found = [.. query.Order(documents.Values.Where(query.Matches))];
        }
        var start = int.Parse(request["x-ms-continuation"] ?? "0", CultureInfo.InvariantCulture);
        var size = int.Parse(request["x-ms-max-item-count"] ?? "-1", CultureInfo.InvariantCulture);
        var page = found.Skip(start).Take(size is > 0 and < LargestPage ? size : LargestPage).Select(query.Project).ToArray();
        var feed = new JsonObject { ["_rid"] = Resources.Id(number), ["_count"] = page.Length, ["Documents"] = new JsonArray(page) };
        var end = start + page.Length;
        return new(200, feed) { Continuation = end < found.Count ? end.ToString(CultureInfo.InvariantCulture) : null };
    }

    /// <summary>Documents as they stand, in the order of their last writes, behind a place in that order or a time.</summary>
    public Reply Changes(Request request)
    {
        var since = request["If-None-Match"] is { } seen ? ulong.Parse(seen.Trim('"'), CultureInfo.InvariantCulture) : 0;
        var from = request["If-Modified-Since"] is { } time ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeSeconds() : 0;
        var size = int.Parse(request["x-ms-max-item-count"] ?? "-1", CultureInfo.InvariantCulture);
        JsonObject[] found;
        lock (gate)
        {
            Expire();
            found = [.. documents.Values.Where(document => Written(document) > since && Whole(document["_ts"]) >= from).OrderBy(Written)
                .Take(size > 0 ? size : LargestPage).Select(document => (JsonObject)document.DeepClone())];
        }
        if (found.Length == 0)
            return new(304) { ETag = $"\"{since}\"", Count = 0 };
        var feed = new JsonObject { ["_rid"] = Resources.Id(number), ["_count"] = found.Length, ["Documents"] = new JsonArray([.. found]) };
        return new(200, feed) { ETag = $"\"{Written(found[^1])}\"", Count = found.Length };
    }

    private static ulong Written(JsonObject document) => ulong.Parse(document["_etag"]!.GetValue<string>().Trim('"'), CultureInfo.InvariantCulture);

    private Reply? Refuse(string partition, string id, string? version)
    {
        if (Find(partition, id) is not { } found)
            return Missing();
        return version is not null && version != found["_etag"]!.GetValue<string>()
            ? Reply.Error(412, "The document has another version.")
            : null;
    }

    private Reply Write(string partition, string id, JsonObject document, int status)
    {
        if (document[key]!.GetValue<string>() != partition || document["id"]!.GetValue<string>() != id)
            return Reply.Error(400, "The document bears another key or id than the request.");
        written++;
        document["_rid"] = documents.GetValueOrDefault((partition, id))?["_rid"]?.DeepClone() ?? Resources.Id(number, written);
        document["_etag"] = $"\"{written}\"";
        document["_ts"] = Now;
        documents[(partition, id)] = document;
        return Whole(document, status);
    }

    private JsonObject? Find(string partition, string id)
    {
        Expire();
        return documents.GetValueOrDefault((partition, id));
    }

    private void Expire()
    {
        if (definition["defaultTtl"] is null)
            return;
        foreach (var (place, document) in documents.ToArray())
        {
            if (document["ttl"] is { } lives && Whole(document["_ts"]) + Whole(lives) <= Now)
                documents.Remove(place);
        }
    }

    private bool HasComposite(IReadOnlyList<string> paths) =>
        (definition["indexingPolicy"]?["compositeIndexes"]?.AsArray() ?? []).Any(composite =>
            composite!.AsArray().Select(path => path!["path"]!.GetValue<string>()).SequenceEqual(paths));

    /// <summary>A number however it was spelt: the client writes increments with a fraction.</summary>
    private static long Whole(JsonNode? number) => (long)decimal.Parse(number!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Reply Whole(JsonObject document, int status) =>
        new(status, document.DeepClone()) { ETag = document["_etag"]!.GetValue<string>() };

    private static Reply Missing() => Reply.Error(404, "There is no such document.");
}
