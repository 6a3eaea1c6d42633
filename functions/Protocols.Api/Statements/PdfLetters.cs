using System.Text;

namespace Protocols.Api.Statements;

/// <summary>The letters of the standard fonts (WinAnsi): Latin-1 and a few signs. What lies beyond is shown as a question mark; the attached statement has it.</summary>
internal static class PdfLetters
{
    /// <summary>Signs that WinAnsi has where Latin-1 has none.</summary>
    private static readonly Dictionary<char, byte> signs = new()
    {
        ['€'] = 0x80,
        ['…'] = 0x85,
        ['‘'] = 0x91,
        ['’'] = 0x92,
        ['“'] = 0x93,
        ['”'] = 0x94,
        ['•'] = 0x95,
        ['–'] = 0x96,
        ['—'] = 0x97,
        ['™'] = 0x99,
    };

    /// <summary>One character for each letter that is drawn.</summary>
    public static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormC).EnumerateRunes().Select(rune => rune.IsBmp ? Drawn((char)rune.Value) : '?'));

    public static string Escape(string line) => line.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal);

    public static byte[] Encode(string drawing) => [.. drawing.Select(letter => signs.TryGetValue(letter, out var sign) ? sign : (byte)letter)];

    private static char Drawn(char letter) =>
        letter == '\t' ? ' ' : letter is (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u00FF') || signs.ContainsKey(letter) ? letter : '?';
}
