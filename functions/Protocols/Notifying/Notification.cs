namespace Protocols.Notifying;

/// <summary>A message that a fact calls for, written and addressed.</summary>
/// <param name="Template">Its code in the catalogue.</param>
/// <param name="Department">Which department is told; null where it is the customer.</param>
/// <param name="To">An address or a number; null where none is known, or for a letter, which is posted by hand.</param>
public sealed record Notification(string Template, Means By, string? Department, string? To, string Subject, string Text)
{
    /// <summary>The customer's history goes with it (M22).</summary>
    public bool WithHistory { get; init; }

    /// <summary>Texts made of it in passing name nobody.</summary>
    public override string ToString() => $"{Template} by {Codes<Means>.Of(By)}";
}
