namespace Protocols.Calendars;

/// <summary>Hours of a day as the clock on the wall shows them; the end is not part of it.</summary>
/// <param name="From">Since midnight.</param>
/// <param name="To">Since midnight, 24 hours at most, after <paramref name="From"/>.</param>
internal readonly record struct Slot(TimeSpan From, TimeSpan To)
{
    private const int Length = 11;

    /// <summary>Reads <c>09:00-12:00</c>. The end may lie before the start: to say so is the caller's.</summary>
    public static bool TryParse(string? text, out Slot slot)
    {
        slot = default;
        if (text is not { Length: Length } || text[5] != '-')
            return false;
        if (!TryParse(text.AsSpan(0, 5), out var from) || !TryParse(text.AsSpan(6), out var to))
            return false;
        slot = new(from, to);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out TimeSpan sinceMidnight)
    {
        sinceMidnight = default;
        if (text[2] != ':' || !TwoDigits(text[..2], out var hours) || !TwoDigits(text[3..], out var minutes))
            return false;
        sinceMidnight = new(hours, minutes, 0);
        return minutes < 60 && sinceMidnight <= TimeSpan.FromDays(1);
    }

    private static bool TwoDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (!char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
            return false;
        value = (10 * (text[0] - '0')) + text[1] - '0';
        return true;
    }
}
