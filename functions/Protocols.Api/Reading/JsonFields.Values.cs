using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Protocols.Opening;

namespace Protocols.Api.Reading;

internal sealed partial class JsonFields
{
    public bool? Flag(string name, bool required = false)
    {
        if (Ask(new(name, "boolean", required), out var value) != Presence.Given)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fail(name, "not-a-flag");
        return null;
    }

    /// <summary>Whatever stands there, to be read elsewhere.</summary>
    /// <param name="type">JSON's name of the type, for the documents; whoever reads it checks it.</param>
    public JsonElement? Json(string name, string type, bool required = false) =>
        Ask(new(name, type, required, Members: []), out var value) == Presence.Given ? value.Clone() : null;

    /// <summary>The whole body as it is, whatever stands in it: what may have been altered is looked at and not refused.</summary>
    /// <param name="members">What it usually has, for the documents.</param>
    public JsonElement Everything(params IReadOnlyList<(string Name, string Type)> members)
    {
        foreach (var (name, type) in members)
            Ask(new(name, type, false, Members: []), out _);
        if (element.ValueKind != JsonValueKind.Object)
            return default;
        asked.AddRange(element.EnumerateObject().Select(member => member.Name));
        return element.Clone();
    }

    public int? Integer(string name, int min, int max, bool required = false) => (int?)Whole(name, min, max, required);

    public long? Whole(string name, long min, long max, bool required = false)
    {
        if (Ask(new(name, "integer", required), out var value) != Presence.Given)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max)
            return number;
        Fail(name, "not-between", $"{min}", $"{max}");
        return null;
    }

    /// <summary>An instant with its zone, as RFC 3339 writes it.</summary>
    public DateTimeOffset? Instant(string name, bool required = false)
    {
        if (Ask(new(name, "string", required, Format: "date-time"), out var value) != Presence.Given)
            return null;
        if (TextOf(value) is { } text && Zoned().IsMatch(text) && value.TryGetDateTimeOffset(out var at))
            return Protocols.Instant.Cut(at);
        Fail(name, "not-zoned");
        return null;
    }

    /// <summary>A day of the company's zone.</summary>
    public DateOnly? Day(string name)
    {
        if (Ask(new(name, "string", false, Format: "date"), out var value) != Presence.Given)
            return null;
        if (DateOnly.TryParseExact(TextOf(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Fail(name, "not-a-day");
        return null;
    }

    /// <summary>Without a zone an instant is anybody's guess.</summary>
    [GeneratedRegex(@"T.+(?:Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Zoned();

    /// <summary>An instant, or a day that the company's time zone gives its hours.</summary>
    public Moment? Moment(string name)
    {
        if (Ask(new(name, "string", false, Format: "date-time"), out var value) != Presence.Given)
            return null;
        var text = TextOf(value);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(null, day);
        if (text is not null && value.TryGetDateTimeOffset(out var at))
            return new(at, null);
        Fail(name, "not-an-instant");
        return null;
    }

    /// <summary>An ISO 8601 duration that goes forward, such as <c>P3D</c> or <c>PT90M</c>.</summary>
    public TimeSpan? Duration(string name, TimeSpan max)
    {
        var text = ReadText(new(name, "string", true, MaxLength: 32, Format: "duration"), multiline: false).Value;
        if (text is null)
            return null;
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            if (duration > TimeSpan.Zero && duration <= max)
                return duration;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            // Refused below like a duration out of bounds.
        }
        Fail(name, "not-a-duration");
        return null;
    }

    /// <summary>An object's own fields; null where it is absent.</summary>
    public T? Object<T>(string name, Func<JsonFields, T> read, bool required = false)
        where T : class => ReadObject(name, read, required, nullable: false).Value;

    public Patch<T> PatchObject<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        var (presence, value) = ReadObject(name, read, required: false, nullable: true);
        return ToPatch(presence, value);
    }

    /// <summary>Objects in order; null where the field is absent.</summary>
    public IReadOnlyList<T>? List<T>(string name, int max, Func<JsonFields, T> read) => ReadList(name, max, read, nullable: false).Value;

    public Patch<IReadOnlyList<T>> PatchList<T>(string name, int max, Func<JsonFields, T> read)
    {
        var (presence, value) = ReadList(name, max, read, nullable: true);
        return ToPatch(presence, value);
    }

    /// <summary>Several of a few allowed words, each once.</summary>
    public IReadOnlyList<string> Choices(string name, IReadOnlyList<string> allowed)
    {
        if (Ask(new(name, "array", false, Allowed: allowed), out var value) != Presence.Given)
            return [];
        var words = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(TextOf).ToList() : [null];
        return Among(name, allowed, words) ? [.. words.Distinct().Select(word => word!)] : [];
    }

    /// <summary>A few short texts of one's own.</summary>
    public IReadOnlyList<string> Words(string name, int max, int maxLength)
    {
        if (Ask(new(name, "array", false, MaxLength: max), out var value) != Presence.Given)
            return [];
        var words = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(TextOf).ToList() : [null];
        if (words.Count <= max && words.All(word => !string.IsNullOrWhiteSpace(word) && word.Length <= maxLength && !word.Any(char.IsControl)))
            return [.. words.Distinct().Select(word => word!)];
        Fail(name, "not-words", $"{max}", $"{maxLength}");
        return [];
    }

    /// <summary>One of a few allowed words.</summary>
    public string? Choice(string name, IReadOnlyList<string> allowed, bool required = false)
    {
        if (Ask(new(name, "string", required, Allowed: allowed), out var value) != Presence.Given)
            return null;
        return Among(name, allowed, [TextOf(value)]) ? TextOf(value) : null;
    }

    private bool Among(string name, IReadOnlyList<string> allowed, List<string?> words)
    {
        if (words.Count <= allowed.Count && words.All(word => word is not null && allowed.Contains(word)))
            return true;
        Fail(name, "not-one-of", string.Join(", ", allowed));
        return false;
    }

    /// <summary>Texts by name, where a null text removes the name.</summary>
    /// <param name="multiline">The texts may have lines.</param>
    public Patch<IReadOnlyDictionary<string, string?>> PatchMap(string name, int max, int maxName, int maxText, bool multiline = false)
    {
        var presence = Ask(new(name, "object", false, MaxLength: maxText, Nullable: true, OpenMembers: true), out var value);
        if (presence != Presence.Given)
            return ToPatch<IReadOnlyDictionary<string, string?>>(presence, null);
        var texts = new Dictionary<string, string?>();
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() > max)
        {
            Fail(name, "not-texts-by-name", $"{max}");
            return new(true, texts);
        }
        foreach (var member in value.EnumerateObject())
        {
            var text = TextOf(member.Value);
            if (member.Name.Length is 0 || member.Name.Length > maxName || member.Name.Any(char.IsControl))
                Fail($"{name}.{FieldError.Printable(member.Name)}", "invalid-name", $"{maxName}");
            else if (member.Value.ValueKind != JsonValueKind.Null && (string.IsNullOrWhiteSpace(text) || text.Length > maxText || text.Any(c => IsOutOfPlace(c, multiline))))
                Fail($"{name}.{FieldError.Printable(member.Name)}", "not-a-text-up-to", $"{maxText}");
            else
                texts[member.Name] = text;
        }
        return new(true, texts);
    }

    private (Presence Presence, T? Value) ReadObject<T>(string name, Func<JsonFields, T> read, bool required, bool nullable)
        where T : class
    {
        var shape = new FieldShape(name, "object", required, Nullable: nullable, Members: shapes is null ? null : Describe(read));
        var presence = Ask(shape, out var value);
        if (presence != Presence.Given)
            return (presence, null);
        if (value.ValueKind == JsonValueKind.Object)
            return (presence, Nested($"{name}.", value, read));
        Fail(name, "not-an-object");
        return (presence, null);
    }

    private (Presence Presence, IReadOnlyList<T>? Value) ReadList<T>(string name, int max, Func<JsonFields, T> read, bool nullable)
    {
        var shape = new FieldShape(name, "array", false, MaxLength: max, Nullable: nullable, Members: shapes is null ? null : Describe(read));
        var presence = Ask(shape, out var value);
        if (presence != Presence.Given)
            return (presence, null);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > max)
        {
            Fail(name, "not-a-list", $"{max}");
            return (presence, null);
        }
        return (presence, [.. value.EnumerateArray().Select((item, i) => Nested($"{name}[{i}].", item, read))]);
    }

    private T Nested<T>(string prefix, JsonElement value, Func<JsonFields, T> read)
    {
        var fields = new JsonFields(value, path + prefix, errors, describing: false);
        if (value.ValueKind != JsonValueKind.Object)
            errors.Add(new((path + prefix).TrimEnd('.'), "not-an-object"));
        var result = read(fields);
        fields.RefuseUnknown();
        return result;
    }
}
