namespace Protocols.Numbering;

/// <summary>Where each part of a number stands. Widths are fixed, so two different pairs of date and sequence never look alike.</summary>
/// <param name="Mask">One character a digit: itself where it is always the same, <see cref="Open"/> elsewhere.</param>
/// <param name="DateAt">Where the date starts.</param>
/// <param name="DateLength">8 for year, month and day; 4 for the year; 0 without a date.</param>
/// <param name="SequenceAt">Where the sequence starts.</param>
/// <param name="SequenceLength">How many digits the sequence has.</param>
/// <param name="HasCheckDigit">Whether the last digit is a check digit over all others.</param>
internal sealed record NumberShape(
    string Mask, int DateAt, int DateLength, int SequenceAt, int SequenceLength, bool HasCheckDigit)
{
    public const char Open = '_';
    public const int MaxLength = 32;
    private const int FirstYear = 2000;

    public long MaxSequence { get; } = PowerOfTen(SequenceLength) - 1;

    public void Write(Span<char> digits, DateOnly day, long sequence)
    {
        Mask.CopyTo(digits);
        if (DateLength > 0) WriteNumber(digits.Slice(DateAt, 4), day.Year);
        if (DateLength == 8) WriteNumber(digits.Slice(DateAt + 4, 4), (day.Month * 100) + day.Day);
        WriteNumber(digits.Slice(SequenceAt, SequenceLength), sequence);
        if (HasCheckDigit) digits[^1] = Damm.Compute(digits[..^1]);
    }

    /// <summary>Whether these digits, of the right length, can be a number of this shape.</summary>
    public bool Fits(ReadOnlySpan<char> digits)
    {
        for (var i = 0; i < Mask.Length; i++)
        {
            if (Mask[i] != Open && Mask[i] != digits[i]) return false;
        }

        return HasPossibleDate(digits.Slice(DateAt, DateLength)) && (!HasCheckDigit || Damm.IsValid(digits));
    }

    /// <summary>The day that the number shows, the first of what it shows only in part.</summary>
    public DateOnly DayOf(ReadOnlySpan<char> digits) => DateLength switch
    {
        8 => new((int)ReadNumber(digits.Slice(DateAt, 4)), (int)ReadNumber(digits.Slice(DateAt + 4, 2)), (int)ReadNumber(digits.Slice(DateAt + 6, 2))),
        4 => new((int)ReadNumber(digits.Slice(DateAt, 4)), 1, 1),
        _ => new(FirstYear, 1, 1),
    };

    public long SequenceOf(ReadOnlySpan<char> digits) => ReadNumber(digits.Slice(SequenceAt, SequenceLength));

    public bool CanShow(DateOnly day) => DateLength == 0 || day.Year >= FirstYear;

    private static bool HasPossibleDate(ReadOnlySpan<char> date)
    {
        if (date.IsEmpty) return true;
        var year = ReadNumber(date[..4]);
        if (year < FirstYear) return false;
        if (date.Length == 4) return true;
        var month = ReadNumber(date[4..6]);
        var day = ReadNumber(date[6..]);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month);
    }

    private static void WriteNumber(Span<char> digits, long value)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (char)('0' + (value % 10));
            value /= 10;
        }
    }

    private static long ReadNumber(ReadOnlySpan<char> digits)
    {
        var value = 0L;
        foreach (var c in digits) value = (value * 10) + (c - '0');
        return value;
    }

    private static long PowerOfTen(int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
