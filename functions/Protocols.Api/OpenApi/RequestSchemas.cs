using System.Text.Json.Nodes;
using Protocols.Api.Http;
using Protocols.Api.Reading;

namespace Protocols.Api.OpenApi;

/// <summary>Schemas of requests, from the same reading functions that check them.</summary>
internal static class RequestSchemas
{
    public static JsonObject Body(Endpoint endpoint)
    {
        JsonNode schema = Object(endpoint.Body!);
        if (endpoint.NullBody)
            schema = new JsonObject { ["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        var content = new JsonObject { ["schema"] = schema };
        if (endpoint.Example is not null)
            content["example"] = JsonNode.Parse(endpoint.Example);
        return new JsonObject
        {
            ["required"] = endpoint.Body!.Any(field => field.Required),
            ["content"] = new JsonObject { ["application/json"] = content },
        };
    }

    /// <summary>A body that is taken in as it is.</summary>
    public static JsonObject Bytes(Endpoint endpoint) => new()
    {
        ["required"] = true,
        ["content"] = new JsonObject(endpoint.Takes.Select(type => KeyValuePair.Create(type, (JsonNode?)new JsonObject()))),
    };

    public static JsonObject Of(FieldShape field)
    {
        var schema = field.Type switch
        {
            "object" when field.OpenMembers => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject
                {
                    ["type"] = new JsonArray("string", "null"),
                    ["maxLength"] = field.MaxLength,
                },
            },
            // Described with the answer that it is made from.
            "object" or "array" when field.Members is [] => new JsonObject { ["type"] = field.Type },
            "object" => Object(field.Members!),
            "array" => Array(field),
            _ => Text(field),
        };
        if (field.Nullable)
            schema["type"] = new JsonArray(field.Type, "null");
        return schema;
    }

    private static JsonObject Object(IReadOnlyList<FieldShape> fields)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Of(field)))),
        };
        if (fields.Any(field => field.Required))
            schema["required"] = new JsonArray([.. fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]);
        return schema;
    }

    private static JsonObject Array(FieldShape field) => new()
    {
        ["type"] = "array",
        ["maxItems"] = field.MaxLength ?? field.Allowed?.Count,
        ["items"] = field.Members is null ? Text(field with { Type = "string", MaxLength = null }) : Object(field.Members),
    };

    private static JsonObject Text(FieldShape field)
    {
        var schema = new JsonObject { ["type"] = field.Type };
        if (field.MinLength is { } least)
            schema["minLength"] = least;
        if (field.MaxLength is { } most)
            schema["maxLength"] = most;
        if (field.Format is not null)
            schema["format"] = field.Format;
        if (field.Allowed is not null)
            schema["enum"] = new JsonArray([.. field.Allowed.Select(code => (JsonNode)code), .. field.Nullable ? new JsonNode?[] { null } : []]);
        return schema;
    }
}
