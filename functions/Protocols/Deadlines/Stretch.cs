namespace Protocols.Deadlines;

/// <summary>From one instant up to, not including, another; null where it has not ended.</summary>
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset? To)
{
    public bool Contains(DateTimeOffset at) => From <= at && !(To <= at);
}
