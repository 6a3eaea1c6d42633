using System.Diagnostics.CodeAnalysis;

namespace Protocols.Customers;

/// <summary>
/// A CPF or CNPJ whose check digits agree, CNPJ numeric or alphanumeric. Personal data: texts made of it in passing are masked.
/// The default value is no document and has a null <see cref="Value"/>.
/// </summary>
public readonly record struct PersonDocument
{
    private const int MaxTyped = 32;

    private PersonDocument(string value) => Value = value;

    /// <summary>Upper-case without punctuation: 11 digits of a CPF, or 14 characters of a CNPJ whose last two are digits.</summary>
    public string Value { get; }

    public PersonDocumentKind Kind => Value?.Length == CheckDigits.CnpjLength ? PersonDocumentKind.Cnpj : PersonDocumentKind.Cpf;

    /// <summary>As printed on papers: <c>529.982.247-25</c>, <c>12.ABC.345/01DE-35</c>.</summary>
    public string Formatted => Kind == PersonDocumentKind.Cpf
        ? $"{Value[..3]}.{Value[3..6]}.{Value[6..9]}-{Value[9..]}"
        : $"{Value[..2]}.{Value[2..5]}.{Value[5..8]}/{Value[8..12]}-{Value[12..]}";

    /// <summary>Enough to recognise by who knows it, no more: <c>***.***.247-25</c>, <c>**.***.***/01DE-35</c>.</summary>
    public string Masked => Kind == PersonDocumentKind.Cpf ? $"***.***.{Formatted[8..]}" : $"**.***.***/{Formatted[11..]}";

    /// <summary>
    /// Reads a document with or without dots, dashes, slashes and spaces, in either case. False for wrong check digits, a CPF of
    /// one repeated digit, a CNPJ of zeros, and anything over 32 characters.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PersonDocument document)
    {
        document = default;
        if (text is null || text.Length > MaxTyped) return false;

        Span<char> buffer = stackalloc char[MaxTyped];
        var length = 0;
        foreach (var c in text)
        {
            if (c is '.' or '/' || TypedText.IsDash(c) || TypedText.IsBlank(c)) continue;
            if (!char.IsAsciiLetterOrDigit(c)) return false;
            buffer[length++] = char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c;
        }

        var value = buffer[..length];
        if (!CheckDigits.AgreeInCpf(value) && !CheckDigits.AgreeInCnpj(value)) return false;
        document = new PersonDocument(value.ToString());
        return true;
    }

    /// <summary>Masked, so that logs and messages never carry the document by accident.</summary>
    public override string ToString() => Value is null ? string.Empty : Masked;
}
