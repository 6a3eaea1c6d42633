using System.Text.Json;
using Protocols.Opening;

namespace Protocols.Api.Reading;

/// <summary>
/// Takes a request's body apart field by field: what is asked for is read and checked, everything at fault is collected, and
/// what was never asked for is unknown and refused. Asked without a body, it writes down the shape instead of reading.
/// </summary>
internal sealed partial class JsonFields
{
    private readonly JsonElement element;
    private readonly string path;
    private readonly List<FieldError> errors;
    private readonly List<string> asked = [];
    private readonly List<FieldShape>? shapes;

    private JsonFields(JsonElement element, string path, List<FieldError> errors, bool describing)
    {
        this.element = element;
        this.path = path;
        this.errors = errors;
        shapes = describing ? [] : null;
    }

    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>The whole body is the word null.</summary>
    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    public static JsonFields Of(JsonElement body) => new(body, "", [], describing: false);

    /// <summary>The fields that <paramref name="read"/> asks for.</summary>
    public static IReadOnlyList<FieldShape> Describe<T>(Func<JsonFields, T> read)
    {
        var fields = new JsonFields(default, "", [], describing: true);
        read(fields);
        return fields.shapes!;
    }

    /// <summary>Adds an error for every member that was never asked for.</summary>
    public void RefuseUnknown()
    {
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
        {
            if (!asked.Contains(member.Name))
                errors.Add(new(path + FieldError.Printable(member.Name), "unknown-field"));
        }
    }

    public void Fail(string name, string code, params IReadOnlyList<string> args) => errors.Add(new(path + name, code, args));

    private enum Presence
    {
        Absent,
        Null,
        Given,
    }

    private Presence Ask(FieldShape shape, out JsonElement value)
    {
        asked.Add(shape.Name);
        value = default;
        if (shapes is not null)
        {
            shapes.Add(shape);
            return Presence.Absent;
        }
        var presence = element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(shape.Name, out value) ? Presence.Absent
            : value.ValueKind == JsonValueKind.Null ? Presence.Null
            : Presence.Given;
        if (shape.Required && presence != Presence.Given)
            Fail(shape.Name, "required");
        return presence;
    }

    private static Patch<T> ToPatch<T>(Presence presence, T? value) => presence == Presence.Absent ? default : new(true, value);
}
