using System.Globalization;

namespace Protocols;

/// <summary>What people and clipboards put between the characters that matter.</summary>
internal static class TypedText
{
    /// <summary>Any Unicode white space, and the invisible marks that messengers add on copying.</summary>
    public static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || (c > '\u007F' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);

    /// <summary>Whether there are only the digits 0 to 9.</summary>
    /// <remarks>A plain loop, since the vectorised search allocates until it is fully compiled.</remarks>
    public static bool IsDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
        }

        return true;
    }

    public static bool IsDash(char c) => c is '-' or '\u2212' or (>= '\u2010' and <= '\u2015');
}
