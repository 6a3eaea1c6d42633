using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Protocols.Catalog.Versions;

/// <summary>
/// Holds JSON against the type it is to become, and names everything at fault at once, where the reader would stop at the first.
/// What it finds nothing wrong with can be read.
/// </summary>
internal static class JsonConformity
{
    /// <param name="field">The path of the value, as the client wrote it.</param>
    public static IEnumerable<FieldError> Errors(JsonElement value, JsonTypeInfo type, string field) => type.Kind switch
    {
        JsonTypeInfoKind.Object => value.ValueKind == JsonValueKind.Object ? Members(value, type, field) : [new(field, "not-an-object")],
        JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array ? Elements(value, type, field) : [new(field, "not-a-list")],
        _ => Leaf(value, type, field),
    };

    private static IEnumerable<FieldError> Members(JsonElement value, JsonTypeInfo type, string field)
    {
        foreach (var property in type.Properties)
        {
            var name = $"{field}.{property.Name}";
            if (!value.TryGetProperty(property.Name, out var member))
            {
                if (property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false })
                    yield return new(name, "required");
            }
            else if (member.ValueKind == JsonValueKind.Null)
            {
                if (!(property.AssociatedParameter?.IsNullable ?? property.IsSetNullable))
                    yield return new(name, "required");
            }
            else
            {
                foreach (var error in Errors(member, type.Options.GetTypeInfo(property.PropertyType), name))
                    yield return error;
            }
        }
        var known = type.Properties.Select(property => property.Name).ToHashSet();
        foreach (var member in value.EnumerateObject().Where(member => !known.Contains(member.Name)))
            yield return new($"{field}.{FieldError.Printable(member.Name)}", "unknown-field");
    }

    private static IEnumerable<FieldError> Elements(JsonElement value, JsonTypeInfo type, string field)
    {
        var element = type.Options.GetTypeInfo(type.ElementType!);
        return value.EnumerateArray().SelectMany((item, i) =>
            item.ValueKind == JsonValueKind.Null ? [new($"{field}[{i}]", "required")] : Errors(item, element, $"{field}[{i}]"));
    }

    private static IEnumerable<FieldError> Leaf(JsonElement value, JsonTypeInfo type, string field)
    {
        var words = Words(Nullable.GetUnderlyingType(type.Type) ?? type.Type);
        // The reader would take a vocabulary's inner numbers for words.
        var wrong = words.Count > 0 ? value.ValueKind != JsonValueKind.String || !words.Contains(value.GetString()!) : !Reads(value, type);
        return !wrong ? [] : words.Count > 0 ? [new(field, "not-one-of", string.Join(", ", words))] : [new(field, "malformed")];
    }

    private static bool Reads(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            return value.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            // Whatever it is, it is no such thing; the caller is told which field.
            return false;
        }
    }

    /// <summary>The words of a vocabulary; none where the type is not one.</summary>
    private static List<string> Words(Type type) => !type.IsEnum ? [] :
    [
        .. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(member => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name).OfType<string>(),
    ];
}
