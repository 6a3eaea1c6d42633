namespace Protocols.Numbering;

/// <summary>
/// Damm's check digit over decimal digits: catches every wrong digit and every swap of two different neighbours (M2).
/// </summary>
public static class Damm
{
    // Damm's totally anti-symmetric quasigroup of order 10, row by row; its diagonal is zero.
    private const string Table =
        "0317598642" + "7092154863" + "4206871359" + "1750983426" + "6123045978" +
        "3674209581" + "5869720134" + "8945362017" + "9438617205" + "2581436790";

    /// <summary>The digit that follows these digits.</summary>
    /// <exception cref="ArgumentException">Something else than the digits 0 to 9.</exception>
    public static char Compute(ReadOnlySpan<char> digits)
    {
        var interim = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
                throw new ArgumentException("Check digits are computed over the digits 0 to 9 only.", nameof(digits));
            interim = Table[(interim * 10) + (c - '0')] - '0';
        }

        return (char)('0' + interim);
    }

    /// <summary>Whether the last of these digits is the check digit of those before it. Nothing at all is not valid.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits) =>
        !digits.IsEmpty && TypedText.IsDigits(digits) && Compute(digits) == '0';
}
