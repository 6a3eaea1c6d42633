using System.Text;

namespace Protocols.Numbering;

/// <summary>
/// A protocol number: ASCII digits only, always text since it may start with zeros (M2). Whether it fits the company's layout
/// is for <see cref="NumberTemplate.Read"/> to say. The default value is no number and has a null <see cref="Value"/>.
/// </summary>
public readonly record struct ProtocolNumber
{
    /// <summary>Takes digits as they are stored or issued.</summary>
    /// <exception cref="ArgumentException">Empty, or anything but the digits 0 to 9.</exception>
    public ProtocolNumber(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (!TypedText.IsDigits(value))
            throw new ArgumentException("A protocol number is made of the digits 0 to 9 only.", nameof(value));
        Value = value;
    }

    /// <summary>The digits.</summary>
    public string Value { get; }

    /// <summary>
    /// The digits in groups to be read aloud, one space between: fours from the left, the rest as a last group of five or
    /// three or as two of three, so that nobody is left with a group of one or two.
    /// </summary>
    public string Spoken
    {
        get
        {
            var rest = Value.AsSpan();
            var spoken = new StringBuilder(rest.Length + (rest.Length / 3));
            while (rest.Length > 5)
            {
                var group = rest.Length == 6 ? 3 : 4;
                spoken.Append(rest[..group]).Append(' ');
                rest = rest[group..];
            }

            return spoken.Append(rest).ToString();
        }
    }

    public override string ToString() => Value ?? string.Empty;
}
