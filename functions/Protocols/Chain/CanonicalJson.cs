using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Protocols.Chain;

/// <summary>
/// RFC 8785 (JCS): the one spelling of a JSON value that hashes are taken over, so that anybody can recompute them with any
/// library. Numbers are limited to integers that a double holds exactly, which is all the record uses.
/// </summary>
public static class CanonicalJson
{
    private const long LargestExactInteger = 9_007_199_254_740_991;

    /// <exception cref="JsonException">
    /// A number is not an integer within ±(2^53 - 1), a name stands twice in an object, or a string holds half a surrogate pair.
    /// </exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(512);
        try
        {
            Write(value, output);
        }
        catch (InvalidOperationException broken)
        {
            throw new JsonException("A string of the record is no Unicode text.", broken);
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                WriteInteger(value, output);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var members = new List<JsonProperty>(value.GetPropertyCount());
        members.AddRange(value.EnumerateObject());
        // Ordinal order of .NET strings is the order of UTF-16 code units that the RFC asks for.
        members.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && members[i].Name == members[i - 1].Name)
                throw new JsonException("A name stands twice in one object.");
            if (i > 0)
                output.Write(","u8);
            WriteString(members[i].Name, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }
        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
                output.Write(","u8);
            first = false;
            Write(item, output);
        }
        output.Write("]"u8);
    }

    private static void WriteInteger(JsonElement value, ArrayBufferWriter<byte> output)
    {
        if (!value.TryGetInt64(out var integer) || integer is < -LargestExactInteger or > LargestExactInteger)
            throw new JsonException("The record holds integers only.");
        var span = output.GetSpan(20);
        integer.TryFormat(span, out var length, provider: CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAny(escaped);
            var run = plain < 0 ? rest : rest[..plain];
            var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(run.Length));
            output.Advance(Encoding.UTF8.GetBytes(run, span));
            if (plain < 0)
                break;
            WriteEscape(rest[plain], output);
            rest = rest[(plain + 1)..];
        }
        output.Write("\""u8);
    }

    private static readonly SearchValues<char> escaped =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    private static void WriteEscape(char character, ArrayBufferWriter<byte> output)
    {
        switch (character)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes($"\\u{(int)character:x4}"));
                break;
        }
    }
}
