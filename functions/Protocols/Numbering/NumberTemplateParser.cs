using System.Globalization;
using System.Text;

namespace Protocols.Numbering;

/// <summary>Reads a template part by part into a shape, or says what is wrong with it.</summary>
internal sealed class NumberTemplateParser(string? ansRegistry)
{
    public const int MaxText = 100;

    private const string DateAllowed = "at most one date, {yyyyMMdd} or {yyyy}";
    private const string SequenceAllowed = "exactly one sequence, {seq:4} to {seq:12}";

    private static readonly string allowed =
        $"Allowed: {DateAllowed}; {SequenceAllowed}; at most one {{ans:6}} with the six-digit ANS registry set; digits; " +
        $"{{dv}} as the last part only; or a ready layout: {string.Join(", ", NumberLayout.All.Select(layout => layout.Name))}.";

    private readonly StringBuilder mask = new();
    private int dateAt;
    private int dateLength;
    private int sequenceAt;
    private int sequenceLength;
    private bool hasAns;
    private bool hasCheckDigit;

    /// <summary>Exactly one of shape and reason is null.</summary>
    public (NumberShape? Shape, string? Reason) Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refuse("The template is empty.");
        if (text.Length > MaxText) return Refuse($"The template is longer than {MaxText} characters.");
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (hasCheckDigit) return Refuse($"The template '{text}' goes on after its check digit.");
            var part = NextPart(rest);
            if (Add(part) is { } problem) return Refuse($"The template '{text}' {problem}.");
            rest = rest[part.Length..];
        }

        if (sequenceLength == 0) return Refuse($"The template '{text}' has no sequence.");
        if (mask.Length > NumberShape.MaxLength)
            return Refuse($"The template '{text}' makes {mask.Length} digits; at most {NumberShape.MaxLength} can be told to anybody.");
        return (new NumberShape(mask.ToString(), dateAt, dateLength, sequenceAt, sequenceLength, hasCheckDigit), null);
    }

    private static (NumberShape?, string) Refuse(string problem) => (null, $"{problem} {allowed}");

    private static ReadOnlySpan<char> NextPart(ReadOnlySpan<char> rest)
    {
        var end = rest[0] == '{' ? rest.IndexOf('}') + 1 : 1;
        return end == 0 ? rest : rest[..end];
    }

    private string? Add(ReadOnlySpan<char> part)
    {
        if (part is "{yyyyMMdd}") return AddDate(8);
        if (part is "{yyyy}") return AddDate(4);
        if (part is "{ans:6}") return AddAns();
        if (part is "{dv}" or "{dv:1}") return AddCheckDigit();
        if (part.StartsWith("{seq:") && part[^1] == '}') return AddSequence(part[5..^1]);
        if (part.Length > 1 || !char.IsAsciiDigit(part[0])) return $"has the unknown part '{part}'";
        mask.Append(part);
        return null;
    }

    private string? AddDate(int length)
    {
        if (dateLength > 0) return "has two dates";
        (dateAt, dateLength) = (mask.Length, length);
        mask.Append(NumberShape.Open, length);
        return null;
    }

    private string? AddSequence(ReadOnlySpan<char> width)
    {
        if (sequenceLength > 0) return "has two sequences";
        if (!int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 4 or > 12)
            return $"has a sequence of '{width}' digits";
        (sequenceAt, sequenceLength) = (mask.Length, length);
        mask.Append(NumberShape.Open, length);
        return null;
    }

    private string? AddAns()
    {
        if (hasAns) return "has two ANS registries";
        if (ansRegistry is not { Length: 6 } || !TypedText.IsDigits(ansRegistry))
            return "needs the ANS registry, which is not set to six digits";
        hasAns = true;
        mask.Append(ansRegistry);
        return null;
    }

    private string? AddCheckDigit()
    {
        hasCheckDigit = true;
        mask.Append(NumberShape.Open);
        return null;
    }
}
