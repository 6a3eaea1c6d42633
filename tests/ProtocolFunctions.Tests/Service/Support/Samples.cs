using Protocols.Numbering;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Believable data that tests share.</summary>
internal static class Samples
{
    public const string Cpf = "529.982.247-25";
    public const string OtherCpf = "111.444.777-35";

    /// <summary>Well-formed and never given: the last of a day long gone.</summary>
    public static string UnknownNumber { get; } = Default.Format(new DateOnly(2020, 2, 3), 9_999_999).Value;

    /// <summary>The number with its check digit off by one.</summary>
    public static string Mistyped(string number) => number[..^1] + (char)('0' + ((number[^1] - '0' + 1) % 10));

    /// <summary>The fields nobody minds, so that a case can go all its way.</summary>
    public static object Contact(string subject = "Produto chegou danificado", string? document = null) => document is null
        ? new { channel = "phone", subject }
        : new { channel = "phone", subject, customer = new { name = "Maria Souza", document } };

    private static NumberTemplate Default =>
        NumberTemplate.TryParse(NumberTemplate.Default, null, out var template, out var reason) ? template : throw new InvalidOperationException(reason);
}
