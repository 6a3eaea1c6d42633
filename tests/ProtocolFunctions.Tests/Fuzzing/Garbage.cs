using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProtocolFunctions.Tests.Fuzzing;

/// <summary>Values that nobody sends who means well, drawn from a seed.</summary>
internal sealed class Garbage(Random dice)
{
    /// <summary>As they stand in JSON, between no quotes: numbers, words, half structures.</summary>
    private static readonly string[] odd =
    [
        "null", "true", "0", "-0", "-1", "1e400", "1E-400", "0.1", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "123456789012345678901234567890123456789012345678901234567890", "2147483648", "NaN", "Infinity", "01", "{}", "[]", "[[]]", "{\"\":0}",
        "[null]", "[{}]", "\"\"", "\" \"", "undefined", "", "'x'", "/**/1", "\"\\ud800\"", "\"\\udc00x\"", "\"a\\ud83d\"", "{\"\\ud800\":1}", "\"\\u0000\"",
        "\"\\u0007bell\"", "\"\\r\\nX-Injected: 1\"", "\"\\u202e\\u200b\\ufeff\"", "\"\\uffff\"", "\"\\q\"", "\"\t\"", "\"unended",
    ];

    private static readonly string[] texts =
    [
        "", " ", "\0", "\u0001\u001f\u007f\u0085", "\r\nX-Injected: 1", "=HYPERLINK(\"x\")", "'; DROP TABLE protocols; --", "../../../../etc/passwd", "{{7*7}}", "%s%n%x", "<script>alert(1)</script>",
        "👩‍👩‍👧‍👦", "Z̷̡̛a̶̢l̸g̵o̶", "\u202e\u200b\ufeff", "\u2028\u2029", "ＦＵＬＬ", "ß", "İ", "000.000.000-00", "529.982.247-25", "99.999.999/9999-99", "+55(11)98765-4321", "a@b", "@", "null", "true",
        "0001-01-01", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-11-21T24:00:00Z",
        "2026-11-21T13:05:60Z", "P9999Y", "-P1D", "PT0S", "P99999999999D", "2026-13", "9999-12", "0000-00", "-1", "9999999999", "2147483648", "1.5", "1e3", "0x10", "١٢٣",
    ];

    public string Text()
    {
        var text = texts[dice.Next(texts.Length)];
        return dice.Next(8) switch
        {
            0 => new string((char)dice.Next('!', '~'), dice.Next(1, 30_000)),
            1 => string.Concat(Enumerable.Repeat(text, dice.Next(2, 200))),
            2 => string.Concat(Enumerable.Range(0, dice.Next(1, 40)).Select(_ => char.ConvertFromUtf32(Scalar()))),
            _ => text,
        };
    }

    /// <summary>A value as it would stand in a JSON text, well-formed or not.</summary>
    public string Json() => dice.Next(10) switch
    {
        0 => $"\"{new string('x', dice.Next(1, 60_000))}\"",
        1 => string.Concat(Enumerable.Repeat("[", dice.Next(2, 400))),
        2 => Nested(dice.Next(2, 400)),
        3 => $"[{string.Join(',', Enumerable.Repeat("\"x\"", dice.Next(2, 3_000)))}]",
        4 or 5 or 6 => JsonSerializer.Serialize(Text()),
        _ => odd[dice.Next(odd.Length)],
    };

    /// <summary>A part of an address, percent-encoded by a rule or by none.</summary>
    public string InAddress() => dice.Next(6) switch
    {
        0 => "%00",
        1 => "%ff%fe%ed%a0%80",
        2 => "%zz%",
        3 => "..%2f..%5c",
        4 => new string('9', dice.Next(1, 4_000)),
        _ => Uri.EscapeDataString(Short(Text())),
    };

    /// <summary>The value of a header: no line breaks, which would make it two, but whatever else a byte can be.</summary>
    public byte[] InHeader() => dice.Next(5) switch
    {
        0 => [.. Enumerable.Range(0, dice.Next(1, 60)).Select(_ => (byte)dice.Next(0x80, 0x100))],
        1 => Encoding.UTF8.GetBytes(new string('a', dice.Next(1, 3_000))),
        2 => Encoding.ASCII.GetBytes(dice.Next().ToString(CultureInfo.InvariantCulture)),
        3 => Encoding.ASCII.GetBytes("\"\", W/\"\", *, \"\"\"; q=;;,=bytes=-,--1"),
        _ => Encoding.UTF8.GetBytes(string.Concat(Short(Text()).Where(c => !char.IsControl(c)))),
    };

    /// <summary>Some bytes of it are others, more or fewer.</summary>
    public byte[] Spoil(byte[] bytes)
    {
        var spoilt = bytes.ToList();
        for (var times = dice.Next(1, 6); times > 0 && spoilt.Count > 0; times--)
        {
            var at = dice.Next(spoilt.Count);
            switch (dice.Next(3))
            {
                case 0:
                    spoilt[at] = (byte)dice.Next(256);
                    break;
                case 1:
                    spoilt.RemoveAt(at);
                    break;
                default:
                    spoilt.Insert(at, (byte)dice.Next(256));
                    break;
            }
        }
        return [.. spoilt];
    }

    private static string Short(string text) => text.Length > 1_500 ? string.Concat(text.EnumerateRunes().Take(700)) : text;

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private int Scalar()
    {
        var scalar = dice.Next(1, 0x110000);
        return scalar is >= 0xD800 and <= 0xDFFF ? 0xFFFD : scalar;
    }
}
