using System.Text.Json;
using System.Text.Json.Nodes;
using Protocols.Api.Endpoints;
using Protocols.Api.Http;
using Protocols.Catalog;
using Protocols.People;

namespace Protocols.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document, made from the endpoint table at its first use.</summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<JsonElement> json = new(() => JsonSerializer.SerializeToElement(Write(EndpointTable.All)));

    public static JsonElement Json => json.Value;

    internal static JsonObject Write(IReadOnlyList<Endpoint> endpoints)
    {
        var schemas = new ResponseSchemas();
        var paths = new JsonObject();
        foreach (var path in endpoints.GroupBy(endpoint => endpoint.Route))
            paths[$"/{path.Key}"] = new JsonObject(path.Select(e => KeyValuePair.Create(e.Method.ToLowerInvariant(), (JsonNode?)Operation(e, schemas))));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Protocolo de atendimento",
                ["version"] = "1",
                ["description"] = "Every customer contact gets a protocol number at once; everything that happens is recorded under it.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Written,
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                },
            },
        };
    }

    private static JsonObject Operation(Endpoint endpoint, ResponseSchemas schemas)
    {
        var operation = new JsonObject
        {
            ["operationId"] = endpoint.Name,
            ["summary"] = endpoint.Summary,
            ["tags"] = new JsonArray(Tag(endpoint)),
            ["parameters"] = new JsonArray([.. Parameters(endpoint)]),
            ["responses"] = Responses(endpoint, schemas),
        };
        if (!endpoint.Open)
        {
            operation["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
            operation["x-roles"] = new JsonArray([.. RoleNames.Of(endpoint.Roles).Select(role => (JsonNode)role)]);
        }
        if (endpoint.Takes.Count > 0)
            operation["requestBody"] = RequestSchemas.Bytes(endpoint);
        if (endpoint.Body is not null)
            operation["requestBody"] = RequestSchemas.Body(endpoint);
        return operation;
    }

    private static string Tag(Endpoint endpoint) => endpoint.Route.Split('/')[1];

    private static IEnumerable<JsonNode> Parameters(Endpoint endpoint)
    {
        if (endpoint.Route.Contains("{number}", StringComparison.Ordinal))
            yield return Parameter("number", "path", "The protocol's number, as people type it.", new() { ["type"] = "string" });
        if (endpoint.Route.Contains("{id}", StringComparison.Ordinal))
            yield return Parameter("id", "path", null, new() { ["type"] = "string" });
        if (endpoint.Route.Contains("{k}", StringComparison.Ordinal))
            yield return Parameter("k", "path", "The part's number, from 1.", new() { ["type"] = "integer", ["minimum"] = 1 });
        if (endpoint.Route.Contains("{code}", StringComparison.Ordinal))
            yield return Parameter("code", "path", "The action's code in the catalogue.", new() { ["type"] = "string" });
        var part = endpoint.Route.Contains("{part}", StringComparison.Ordinal);
        if (part)
            yield return Parameter("part", "path", null, new() { ["type"] = "string", ["enum"] = new JsonArray([.. CataloguePart.Names.Select(name => (JsonNode)name)]) });
        foreach (var field in endpoint.Query)
            yield return Parameter(field.Name, "query", null, RequestSchemas.Of(field));
        foreach (var field in endpoint.Headers)
            yield return Parameter(field.Name, "header", null, RequestSchemas.Of(field), field.Required);
        if (endpoint.Takes.Count > 0)
            yield return Parameter("Content-Digest", "header", "SHA-256 of the body as RFC 9530 writes it, sha-256=:…:. Where it is not the body's, nothing is kept.", new() { ["type"] = "string" });
        if (endpoint.Idempotent)
            yield return Parameter("Idempotency-Key", "header", "A repetition within 24 hours gets the same answer.", new() { ["type"] = "string", ["maxLength"] = 255 });
        if (endpoint.Conditional)
            yield return Parameter("If-Match", "header", "Only if the protocol still has this version.", new() { ["type"] = "string" });
        if (endpoint.Method == "GET" && (part || endpoint.Route.Contains("{number}", StringComparison.Ordinal)))
            yield return Parameter("If-None-Match", "header", "304 while this version is the present one.", new() { ["type"] = "string" });
    }

    private static JsonObject Parameter(string name, string place, string? description, JsonObject schema, bool required = false)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required || place == "path", ["schema"] = schema };
        if (description is not null)
            parameter["description"] = description;
        return parameter;
    }

    private static JsonObject Responses(Endpoint endpoint, ResponseSchemas schemas)
    {
        var success = new JsonObject { ["description"] = "Done." };
        if (endpoint.Response is not null)
        {
            var content = new JsonObject { ["schema"] = schemas.Reference(endpoint.Response) };
            if (ResponseExamples.Of(endpoint.Response) is { } example)
                content["example"] = example;
            success["content"] = new JsonObject(endpoint.Produces.Select(type =>
                KeyValuePair.Create(type, (JsonNode?)(type == "application/json" ? content : new JsonObject()))));
        }
        var codes = string.Join(", ", Problems(endpoint));
        return new JsonObject
        {
            [$"{endpoint.Status}"] = success,
            ["default"] = new JsonObject
            {
                ["description"] = codes.Length == 0 ? "A problem." : $"A problem; `code` is one of: {codes}.",
                ["content"] = new JsonObject
                {
                    [AnswerWriter.ProblemType] = new JsonObject { ["schema"] = schemas.Reference(typeof(Answers.ProblemAnswer)) },
                },
            },
        };
    }

    /// <summary>The endpoint's own codes, and those that follow from what it takes.</summary>
    internal static IEnumerable<string> Problems(Endpoint endpoint)
    {
        var number = endpoint.Route.Contains("{number}", StringComparison.Ordinal);
        return endpoint.Problems
            // Whose token is refused, and what is shown of a case, is written down by readings too.
            .Concat(endpoint.Open ? [] : ["unauthenticated", "role-forbidden", "issuer-unreachable", "storage-full"])
            .Concat(number ? ["number-mistyped", "protocol-not-found", "record-damaged"] : [])
            // A customer who has shown no more than his document sees the state and little else.
            .Concat(number && endpoint.Roles.HasFlag(People.Roles.Consumer) ? ["access-code-needed"] : [])
            .Concat(endpoint.Body is null ? [] : ["not-json", "body-too-large", "unsupported-media-type"])
            .Concat(endpoint.Body is null && endpoint.Takes.Count == 0 ? [] : ["body-too-slow"])
            .Concat(endpoint.Conditional ? ["version-changed", "too-many-writers"] : [])
            .Concat(endpoint.Idempotent ? ["idempotency-key-invalid"] : [])
            .Concat(endpoint.Method == "GET" ? [] : ["storage-full"])
            .Concat(endpoint.Limited is null ? [] : ["too-many-calls"])
            .Append("store-busy")
            .Append("internal-error")
            .Distinct();
    }
}
