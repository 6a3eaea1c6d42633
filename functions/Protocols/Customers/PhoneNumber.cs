using System.Diagnostics.CodeAnalysis;

namespace Protocols.Customers;

/// <summary>
/// A telephone number in E.164: plus sign, country, number. Personal data: texts made of it in passing are masked.
/// The default value is no number and has a null <see cref="Value"/>.
/// </summary>
public readonly record struct PhoneNumber
{
    private const int MaxTyped = 40;
    private const int MinDigits = 8;
    private const int MaxDigits = 15;
    private const string Brazil = "55";

    // Country codes have three digits, save 1 and 7 and these (ITU-T E.164).
    private const string TwoDigitCountries =
        "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 " +
        "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

    private PhoneNumber(string value) => Value = value;

    /// <summary>As in <c>+5511987654321</c>.</summary>
    public string Value { get; }

    /// <summary>Country and last four digits: <c>+55*******4321</c>.</summary>
    public string Masked
    {
        get
        {
            var shown = 1 + CountryLength(Value.AsSpan(1));
            return $"{Value[..shown]}{new string('*', Value.Length - shown - 4)}{Value[^4..]}";
        }
    }

    /// <summary>
    /// Reads a number with or without spaces, dots, dashes and parentheses. Without a plus sign it is Brazilian, with or without
    /// 55 and the zero dialled before the area code. A Brazilian number has an area code without zeros and eight digits, or nine
    /// that start with 9; any other has 8 to 15 digits with its country. False for everything else and over 40 characters.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = default;
        if (text is null || text.Length > MaxTyped) return false;

        Span<char> buffer = stackalloc char[MaxTyped];
        var length = 0;
        var international = false;
        foreach (var c in text)
        {
            if (c is '.' or '(' or ')' || TypedText.IsDash(c) || TypedText.IsBlank(c)) continue;
            if (c == '+' && length == 0 && !international) international = true;
            else if (char.IsAsciiDigit(c)) buffer[length++] = c;
            else return false;
        }

        var value = international ? International(buffer[..length]) : Brazilian(WithoutCountry(buffer[..length]));
        if (value is null) return false;
        number = new PhoneNumber(value);
        return true;
    }

    /// <summary>Masked, so that logs and messages never carry the number by accident.</summary>
    public override string ToString() => Value is null ? string.Empty : Masked;

    // 55 is an area code, too: only with 12 digits or more it must be the country.
    private static ReadOnlySpan<char> WithoutCountry(ReadOnlySpan<char> digits) =>
        digits.Length >= 12 && digits.StartsWith(Brazil) ? digits[2..] : digits;

    private static string? International(ReadOnlySpan<char> digits)
    {
        if (digits.StartsWith(Brazil)) return Brazilian(digits[2..]);
        return digits.Length is >= MinDigits and <= MaxDigits && digits[0] != '0' ? $"+{digits}" : null;
    }

    private static string? Brazilian(ReadOnlySpan<char> digits)
    {
        var national = digits.StartsWith("0") ? digits[1..] : digits;
        if (national.Length is not (10 or 11)) return null;
        if (national[0] == '0' || national[1] == '0') return null;
        if (national[2] is '0' or '1' || (national.Length == 11 && national[2] != '9')) return null;
        return $"+{Brazil}{national}";
    }

    private static int CountryLength(ReadOnlySpan<char> digits)
    {
        if (digits[0] is '1' or '7') return 1;
        return TwoDigitCountries.AsSpan().Contains(digits[..2], StringComparison.Ordinal) ? 2 : 3;
    }
}
