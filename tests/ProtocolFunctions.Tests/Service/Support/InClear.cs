using System.Text;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Looks for a text however it may be spelt where nothing personal may stand in clear.</summary>
internal static class InClear
{
    /// <summary>In UTF-8, UTF-16, hexadecimal, JSON or percent escapes, or Base64 at any of its three alignments.</summary>
    public static bool Holds(byte[] bytes, string text) => Spellings(text).Any(spelling => bytes.AsSpan().IndexOf(spelling) >= 0);

    public static bool Holds(string line, string text) => Holds(Encoding.UTF8.GetBytes(line), text);

    private static IEnumerable<byte[]> Spellings(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.BigEndianUnicode.GetBytes(text);
        yield return Encoding.UTF8.GetBytes(text.ToUpperInvariant());
        yield return Encoding.UTF8.GetBytes(text.ToLowerInvariant());
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        yield return Encoding.ASCII.GetBytes(Uri.EscapeDataString(text));
        yield return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(text)[1..^1];
        for (var shift = 0; shift < 3; shift++)
        {
            // The ends depend on what stands beside, so only what is sure is looked for.
            var whole = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            var sure = whole[(shift == 0 ? 0 : 4)..^4];
            if (sure.Length < 8)
                continue;
            yield return Encoding.ASCII.GetBytes(sure);
            yield return Encoding.ASCII.GetBytes(sure.Replace('+', '-').Replace('/', '_'));
        }
    }
}
