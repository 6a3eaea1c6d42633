using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Protocols.Numbering;

/// <summary>
/// The layout of protocol numbers, from a setting such as <see cref="Default"/> or the name of a <see cref="NumberLayout"/>:
/// writes numbers and reads back what people typed (M2). Immutable.
/// </summary>
public sealed class NumberTemplate
{
    /// <summary>16 digits, read aloud as four groups of four: local date, sequence of the day, check digit.</summary>
    public const string Default = "{yyyyMMdd}{seq:7}{dv}";

    private readonly NumberShape shape;

    private NumberTemplate(string text, NumberShape shape) => (Text, this.shape) = (text, shape);

    /// <summary>The template itself, also where the setting named a ready layout.</summary>
    public string Text { get; }

    /// <summary>How many digits each number has, 4 to 32.</summary>
    public int Length => shape.Mask.Length;

    /// <summary>The last sequence value of a scope; the first is 1.</summary>
    public long MaxSequence => shape.MaxSequence;

    /// <summary>When the sequence starts again.</summary>
    public SequenceReset Reset => shape.DateLength switch
    {
        8 => SequenceReset.Daily,
        4 => SequenceReset.Yearly,
        _ => SequenceReset.Never,
    };

    /// <summary>Reads a setting.</summary>
    /// <param name="text">A template or the name of a ready layout, in any case.</param>
    /// <param name="ansRegistry">The company's registry at the ANS, six digits; only <c>{ans:6}</c> asks for it.</param>
    /// <param name="template">The template, when true.</param>
    /// <param name="reason">When false, what is wrong and what is allowed, in English, for the operator.</param>
    public static bool TryParse(
        string? text, string? ansRegistry, [NotNullWhen(true)] out NumberTemplate? template, [NotNullWhen(false)] out string? reason)
    {
        var resolved = NumberLayout.Resolve(text?.Trim() ?? string.Empty);
        (var shape, reason) = new NumberTemplateParser(ansRegistry).Parse(resolved);
        template = shape is null ? null : new NumberTemplate(resolved, shape);
        return reason is null;
    }

    /// <summary>What the sequence counts within: <c>yyyyMMdd</c>, <c>yyyy</c> or <c>all</c>.</summary>
    public string Scope(DateOnly day) => Reset switch
    {
        SequenceReset.Daily => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        SequenceReset.Yearly => day.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => "all",
    };

    /// <summary>Writes a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The sequence is not 1 to <see cref="MaxSequence"/>, or the number shows a date before 2000, which would read as mistyped.
    /// </exception>
    public ProtocolNumber Format(DateOnly day, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, MaxSequence);
        if (!shape.CanShow(day)) throw new ArgumentOutOfRangeException(nameof(day), day, "Numbers show dates from 2000 on.");
        var digits = string.Create(Length, (shape, day, sequence), static (to, from) => from.shape.Write(to, from.day, from.sequence));
        return new ProtocolNumber(digits);
    }

    /// <summary>What a number was counted within and its place there; null where it is none of this layout.</summary>
    public (string Scope, long Sequence)? Place(string number) =>
        number.Length == Length && TypedText.IsDigits(number) && shape.Fits(number) ? (Scope(shape.DayOf(number)), shape.SequenceOf(number)) : null;

    /// <summary>
    /// Reads a number as people type, paste and say it: spaces, dots, dashes and slashes anywhere, "protocolo nº" and the like
    /// before it, the letter O for zero. Anything no number of this layout can be, and any text over 100 characters, is mistyped.
    /// </summary>
    public NumberReading Read(string? typed)
    {
        if (typed is null || typed.Length > TypedNumber.MaxLength) return default;
        if (typed.Length == Length && TypedText.IsDigits(typed))
            return shape.Fits(typed) ? new NumberReading(new ProtocolNumber(typed)) : default;

        Span<char> buffer = stackalloc char[NumberShape.MaxLength];
        var digits = buffer[..Length];
        return TypedNumber.TryDigits(typed, digits) && shape.Fits(digits)
            ? new NumberReading(new ProtocolNumber(digits.ToString()))
            : default;
    }

    public override string ToString() => Text;
}
