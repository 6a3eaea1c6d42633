using System.Text.Json;
using Protocols.Opening;

namespace Protocols.Api.Reading;

/// <summary>Reads a value out of what a person typed; false where it is none.</summary>
internal delegate bool TryRead<T>(string? text, out T value);

internal sealed partial class JsonFields
{
    /// <summary>A text of one line, trimmed; empty counts as too short.</summary>
    /// <param name="blank">Empty is allowed and means something.</param>
    public string? Line(string name, int max, bool required = false, bool blank = false) =>
        ReadText(Texts(name, max, required) with { MinLength = blank ? 0 : 1 }, multiline: false).Value;

    /// <summary>A text that may have lines.</summary>
    public string? Lines(string name, int max, bool required = false) => ReadText(Texts(name, max, required), multiline: true).Value;

    public Patch<string> PatchLine(string name, int max) => ToPatch(ReadText(Texts(name, max, false, nullable: true), multiline: false));

    public Patch<string> PatchLines(string name, int max) => ToPatch(ReadText(Texts(name, max, false, nullable: true), multiline: true));

    /// <summary>One of a vocabulary's codes.</summary>
    public T? Code<T>(string name, bool required = false)
        where T : struct, Enum => ReadCode<T>(name, required, nullable: false).Value;

    public Patch<T?> PatchCode<T>(string name)
        where T : struct, Enum
    {
        var (presence, value) = ReadCode<T>(name, required: false, nullable: true);
        return ToPatch(presence, value);
    }

    /// <summary>A text with a form of its own, such as a CPF; refused with <paramref name="code"/> where it has not.</summary>
    public string? Form<T>(string name, int max, TryRead<T> read, Func<T, string> normal, string code, string? format = null) =>
        ReadForm(Texts(name, max, false, format: format), read, normal, code).Value;

    public Patch<string> PatchForm<T>(string name, int max, TryRead<T> read, Func<T, string> normal, string code, string? format = null) =>
        ToPatch(ReadForm(Texts(name, max, false, nullable: true, format: format), read, normal, code));

    private (Presence Presence, string? Value) ReadForm<T>(FieldShape shape, TryRead<T> read, Func<T, string> normal, string code)
    {
        var (presence, text) = ReadText(shape, multiline: false);
        if (presence != Presence.Given || text is null)
            return (presence, null);
        if (read(text, out var value))
            return (presence, normal(value));
        Fail(shape.Name, code);
        return (presence, null);
    }

    private (Presence Presence, T? Value) ReadCode<T>(string name, bool required, bool nullable)
        where T : struct, Enum
    {
        var presence = Ask(new(name, "string", required, Allowed: Codes<T>.All, Nullable: nullable), out var value);
        if (presence != Presence.Given)
            return (presence, null);
        if (TextOf(value) is { } text && Codes<T>.TryParse(text, out var code))
            return (presence, code);
        Fail(name, "not-one-of", string.Join(", ", Codes<T>.All));
        return (presence, null);
    }

    private (Presence Presence, string? Value) ReadText(FieldShape shape, bool multiline)
    {
        var presence = Ask(shape, out var value);
        return presence == Presence.Given ? (presence, Checked(shape, value, multiline)) : (presence, null);
    }

    private string? Checked(FieldShape shape, JsonElement value, bool multiline)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fail(shape.Name, "not-a-text");
            return null;
        }
        if (TextOf(value) is not { } text || text.Any(c => IsOutOfPlace(c, multiline)))
        {
            Fail(shape.Name, "invalid-text");
            return null;
        }
        var trimmed = text.Trim();
        if (trimmed.Length > shape.MaxLength)
            Fail(shape.Name, "too-long", $"{shape.MaxLength}");
        if (trimmed.Length < shape.MinLength)
            Fail(shape.Name, "empty");
        return trimmed;
    }

    private static bool IsOutOfPlace(char c, bool multiline) => char.IsControl(c) && !(multiline && c is '\n' or '\r' or '\t');

    private static FieldShape Texts(string name, int max, bool required, bool nullable = false, string? format = null) =>
        new(name, "string", required, MinLength: 1, MaxLength: max, Format: format, Nullable: nullable);

    private static Patch<string> ToPatch((Presence Presence, string? Value) read) => ToPatch(read.Presence, read.Value);

    /// <summary>Null for what is no text, or none that Unicode has: half of a surrogate pair.</summary>
    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
