namespace Protocols.Numbering;

/// <summary>Finds the digits in a number as people type, paste and dictate it.</summary>
internal static class TypedNumber
{
    public const int MaxLength = 100;

    // Longer ones first: after "n" alone, the "o" of "no" would be read as a zero.
    private static readonly string[] leadIns = ["protocolo", "de atendimento", "número", "numero", "no", "n", "º", "°", "#", ":"];

    /// <summary>Fills exactly all of <paramref name="digits"/>; false when there are fewer, more, or something else.</summary>
    public static bool TryDigits(ReadOnlySpan<char> typed, Span<char> digits)
    {
        var found = 0;
        foreach (var c in SkipLeadIn(typed))
        {
            if (IsSeparator(c)) continue;
            var digit = c is 'O' or 'o' ? '0' : c;
            if (!char.IsAsciiDigit(digit) || found == digits.Length) return false;
            digits[found++] = digit;
        }

        return found == digits.Length;
    }

    private static ReadOnlySpan<char> SkipLeadIn(ReadOnlySpan<char> typed)
    {
        while (true)
        {
            while (!typed.IsEmpty && IsSeparator(typed[0])) typed = typed[1..];
            var skipped = LeadInLength(typed);
            if (skipped == 0) return typed;
            typed = typed[skipped..];
        }
    }

    private static int LeadInLength(ReadOnlySpan<char> typed)
    {
        foreach (var leadIn in leadIns)
        {
            if (typed.StartsWith(leadIn, StringComparison.OrdinalIgnoreCase)) return leadIn.Length;
        }

        return 0;
    }

    private static bool IsSeparator(char c) => c is '.' or '/' || TypedText.IsDash(c) || TypedText.IsBlank(c);
}
