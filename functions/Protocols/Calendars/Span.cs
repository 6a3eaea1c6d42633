namespace Protocols.Calendars;

/// <summary>From one instant up to, not including, another.</summary>
public readonly record struct Span(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;

    /// <summary>The part that lies between the two instants; without length, or less, where none does.</summary>
    public Span Within(DateTimeOffset from, DateTimeOffset to) => new(From > from ? From : from, To < to ? To : to);
}
