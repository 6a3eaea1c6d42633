using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ProtocolFunctions.Tests.Fuzzing;

/// <summary>Bodies of a request, from its schema and example in the OpenAPI document: right in most places and wrong in a few.</summary>
internal sealed class SpoiltJson(Random dice, Garbage garbage)
{
    /// <summary>Stands for a value that no JSON tree can hold.</summary>
    private const string Mark = "@raw-";

    private readonly List<string> raw = [];

    /// <param name="content">The media type object of the request's body.</param>
    public string Of(JsonElement content)
    {
        var schema = content.GetProperty("schema");
        if (schema.TryGetProperty("oneOf", out var either))
            schema = either[0];
        var body = content.TryGetProperty("example", out var example) && dice.Next(4) > 0
            ? JsonObject.Create(example) ?? []
            : Object(schema);
        for (var times = dice.Next(0, 4); times > 0; times--)
            Spoil(body, schema);
        var text = body.ToJsonString();
        for (var i = 0; i < raw.Count; i++)
            text = text.Replace($"\"{Mark}{i}\"", raw[i], StringComparison.Ordinal);
        return dice.Next(20) switch
        {
            0 => garbage.Json(),
            1 => text + garbage.Json(),
            2 when text.Length > 2 => text[..dice.Next(text.Length)],
            3 when text.StartsWith('{') && text.Length > 2 => $"{{{text[1..^1]},{text[1..]}",
            _ => text,
        };
    }

    private void Spoil(JsonObject body, JsonElement schema)
    {
        var properties = Properties(schema);
        var names = body.Select(member => member.Key).Concat(properties.Select(property => property.Name)).Distinct().ToList();
        var name = names.Count == 0 || dice.Next(12) == 0 ? garbage.Text() : names[dice.Next(names.Count)];
        var known = properties.FirstOrDefault(property => property.Name == name);
        if (body[name] is JsonObject inner && known.Value.ValueKind == JsonValueKind.Object && dice.Next(3) > 0)
            Spoil(inner, known.Value);
        else if (dice.Next(10) == 0)
            body.Remove(name);
        else
            body[name] = known.Value.ValueKind == JsonValueKind.Object && dice.Next(3) > 0 ? Of(known.Value, 0) : Raw();
    }

    private JsonObject Object(JsonElement schema)
    {
        var made = new JsonObject();
        foreach (var property in Properties(schema).Where(_ => dice.Next(3) > 0))
            made[property.Name] = Of(property.Value, 0);
        return made;
    }

    /// <summary>What the schema allows, or is at the edge of allowing.</summary>
    private JsonNode? Of(JsonElement schema, int depth)
    {
        if (schema.TryGetProperty("enum", out var words))
            return dice.Next(6) == 0 ? Raw() : JsonNode.Parse(words[dice.Next(words.GetArrayLength())].GetRawText());
        var type = schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several ? several[0].GetString() : schema.GetProperty("type").GetString();
        return type switch
        {
            "string" => Text(schema),
            "integer" => Choose<long>(0, 1, -1, 50, 200, int.MaxValue, long.MaxValue, long.MinValue),
            "boolean" => dice.Next(2) == 0,
            "array" => new JsonArray([.. Enumerable.Range(0, dice.Next(depth > 3 ? 1 : 4)).Select(_ => schema.TryGetProperty("items", out var items) ? Of(items, depth + 1) : Raw())]),
            "object" when schema.TryGetProperty("properties", out _) => Object(schema),
            "object" => new JsonObject { [garbage.Text()] = garbage.Text(), ["order.state"] = Raw() },
            _ => Raw(),
        };
    }

    private JsonNode? Text(JsonElement schema)
    {
        var most = schema.TryGetProperty("maxLength", out var max) ? max.GetInt32() : 100;
        return (schema.TryGetProperty("format", out var format) ? format.GetString() : null, dice.Next(4)) switch
        {
            (_, 0) => Raw(),
            ("date-time", _) => Choose("2026-11-24T14:00:00-03:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "2026-11-24T14:00:00.123456789Z", "2026-11-24"),
            ("date", _) => Choose("2026-11-24", "0001-01-01", "9999-12-31"),
            ("duration", _) => Choose("PT1S", "P1D", "P3660D", "P3661D"),
            (_, 1) => new string('é', most),
            (_, 2) => new string('x', most + 1),
            _ => garbage.Text(),
        };
    }

    private JsonNode? Raw()
    {
        raw.Add(garbage.Json());
        return string.Create(CultureInfo.InvariantCulture, $"{Mark}{raw.Count - 1}");
    }

    private JsonValue? Choose<T>(params T[] among) => JsonValue.Create(among[dice.Next(among.Length)]);

    private static List<JsonProperty> Properties(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject()] : [];
}
