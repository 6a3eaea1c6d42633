using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Protocols.Api.Answers;

namespace Protocols.Api.OpenApi;

/// <summary>Schemas of answers, from the types that are serialised; each stands once among the components.</summary>
internal sealed class ResponseSchemas
{
    private static readonly JsonSchemaExporterOptions options = new() { TreatNullObliviousAsNonNullable = true };

    public JsonObject Written { get; } = [];

    public JsonNode Reference(Type type)
    {
        if (type.Namespace != typeof(ProtocolAnswer).Namespace)
            return new JsonObject();
        var name = type.Name.Replace("Answer", "", StringComparison.Ordinal);
        if (!Written.ContainsKey(name))
        {
            var schema = AnswerJson.Default.GetTypeInfo(type)!.GetJsonSchemaAsNode(options);
            Written[name] = Rooted(schema, $"#/components/schemas/{name}");
        }
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>The exporter refers to parts it has written before from its own root, which here is a component.</summary>
    private static JsonNode? Rooted(JsonNode? node, string root)
    {
        switch (node)
        {
            case JsonObject inner:
                foreach (var (name, value) in inner.ToList())
                {
                    if (name == "$ref" && value is JsonValue reference && reference.GetValue<string>().StartsWith('#'))
                        inner[name] = root + reference.GetValue<string>()[1..];
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
