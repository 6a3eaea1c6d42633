using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Reading;

/// <summary>Reads the parameters of a query by the same functions that read bodies.</summary>
internal static class RequestQuery
{
    public static Result<Read<T>> Read<T>(IQueryCollection query, IReadOnlyList<FieldShape> shapes, Func<JsonFields, T> read)
    {
        using var document = JsonDocument.Parse(AsObject(query, shapes));
        var fields = JsonFields.Of(document.RootElement);
        var value = read(fields);
        fields.RefuseUnknown();
        foreach (var name in query.Where(pair => pair.Value.Count > 1).Select(pair => pair.Key))
            fields.Fail(name, "given-twice");
        return fields.Errors.Count > 0 ? Refusals.Invalid(fields.Errors) : new Read<T>(value);
    }

    private static ReadOnlyMemory<byte> AsObject(IQueryCollection query, IReadOnlyList<FieldShape> shapes)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (var (name, values) in query)
        {
            var type = shapes.FirstOrDefault(shape => shape.Name == name)?.Type;
            var text = values.Count > 0 ? values[0] ?? "" : "";
            if (type == "integer" && int.TryParse(text, out var number))
                json.WriteNumber(name, number);
            else if (type == "boolean" && bool.TryParse(text, out var flag))
                json.WriteBoolean(name, flag);
            else
                json.WriteString(name, text);
        }
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }
}
