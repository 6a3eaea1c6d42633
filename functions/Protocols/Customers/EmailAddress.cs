using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Protocols.Customers;

/// <summary>
/// An e-mail address that can be looked up: trimmed and lower-cased. Personal data: texts made of it in passing are masked.
/// The default value is no address and has a null <see cref="Value"/>.
/// </summary>
public readonly record struct EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocal = 64;
    private const string NeverUnquoted = "()<>[],;:\\\"";

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    /// <summary>First character and domain: <c>m***@dominio.com.br</c>.</summary>
    public string Masked => $"{StringInfo.GetNextTextElement(Value)}***{Value[Value.IndexOf('@', StringComparison.Ordinal)..]}";

    /// <summary>
    /// Reads an address. False unless it has one @ with 1 to 64 characters before and a domain of two labels or more after it,
    /// 254 characters at most, and no white space, control characters, brackets or quotes.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length > MaxLength) return false;
        var at = trimmed.IndexOf('@');
        if (at is < 1 or > MaxLocal || !IsDomain(trimmed[(at + 1)..])) return false;
        foreach (var c in trimmed)
        {
            if (TypedText.IsBlank(c) || char.IsControl(c) || NeverUnquoted.Contains(c, StringComparison.Ordinal)) return false;
        }

        address = new EmailAddress(trimmed.ToString().ToLowerInvariant());
        return true;
    }

    /// <summary>Masked, so that logs and messages never carry the address by accident.</summary>
    public override string ToString() => Value is null ? string.Empty : Masked;

    private static bool IsDomain(ReadOnlySpan<char> domain) =>
        domain.Contains('.')
        && !domain.Contains('@')
        && domain[0] != '.'
        && domain[^1] != '.'
        && !domain.Contains("..", StringComparison.Ordinal);
}
