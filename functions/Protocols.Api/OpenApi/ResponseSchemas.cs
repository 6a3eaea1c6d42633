using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Protocols.Api.Answers;

namespace Protocols.Api.OpenApi;

/// <summary>Schemas of answers, from the types that are serialised; each stands once among the components.</summary>
internal sealed class ResponseSchemas
{
    private const string Components = "#/components/schemas/";

    private readonly JsonSchemaExporterOptions options;

    public ResponseSchemas() => options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        // A type that has a converter of its own says nothing of its shape.
        TransformSchemaNode = (context, node) => context.TypeInfo.Type switch
        {
            var type when type == typeof(ProceduresAnswer) => new JsonObject { ["type"] = "array", ["items"] = Reference(typeof(ProcedureAnswer)) },
            var type when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            var type when type == typeof(DateTimeOffset?) => new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" },
            _ => node,
        },
    };

    public JsonObject Written { get; } = [];

    public JsonNode Reference(Type type)
    {
        if (type.Namespace != typeof(ProtocolAnswer).Namespace)
            return new JsonObject();
        var name = type.Name.Replace("Answer", "", StringComparison.Ordinal);
        if (!Written.ContainsKey(name))
        {
            var schema = AnswerJson.Default.GetTypeInfo(type)!.GetJsonSchemaAsNode(options);
            Written[name] = Rooted(schema, Components + name);
        }
        return new JsonObject { ["$ref"] = Components + name };
    }

    /// <summary>The exporter refers to parts it has written before from its own root, which here is a component.</summary>
    private static JsonNode? Rooted(JsonNode? node, string root)
    {
        switch (node)
        {
            case JsonObject inner:
                foreach (var (name, value) in inner.ToList())
                {
                    if (name == "$ref" && value is JsonValue reference && reference.GetValue<string>() is ['#', .. var path] && !path.StartsWith(Components[1..], StringComparison.Ordinal))
                        inner[name] = root + path;
                    else
                        Rooted(value, root);
                }
                break;
            case JsonArray items:
                foreach (var item in items)
                    Rooted(item, root);
                break;
        }
        return node;
    }
}
