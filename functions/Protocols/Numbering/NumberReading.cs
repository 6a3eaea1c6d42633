namespace Protocols.Numbering;

/// <summary>
/// What was made of a number somebody typed or said: a number that can exist, or mistyped, which is not the same as unknown (M2).
/// The default value is mistyped.
/// </summary>
public readonly struct NumberReading
{
    internal NumberReading(ProtocolNumber number) => Number = number;

    /// <summary>Whether no number of this layout can have been meant as it was written.</summary>
    public bool IsMistyped => Number.Value is null;

    /// <summary>The number; the default value when mistyped.</summary>
    public ProtocolNumber Number { get; }
}
