namespace Protocols.Customers;

/// <summary>The Receita's check digits, modulo 11. Letters count as their ASCII code less 48 (IN RFB 2.229/2024).</summary>
internal static class CheckDigits
{
    public const int CpfLength = 11;
    public const int CnpjLength = 14;

    // The first check digit leaves out the first weight.
    private static ReadOnlySpan<byte> CpfWeights => [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];

    private static ReadOnlySpan<byte> CnpjWeights => [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

    public static bool AgreeInCpf(ReadOnlySpan<char> value) =>
        value.Length == CpfLength
        && TypedText.IsDigits(value)
        && value.ContainsAnyExcept(value[0])
        && Agree(value, CpfWeights);

    public static bool AgreeInCnpj(ReadOnlySpan<char> value) =>
        value.Length == CnpjLength
        && TypedText.IsDigits(value[^2..])
        && value.ContainsAnyExcept('0')
        && Agree(value, CnpjWeights);

    private static bool Agree(ReadOnlySpan<char> value, ReadOnlySpan<byte> weights) =>
        value[^2] == Compute(value[..^2], weights[1..]) && value[^1] == Compute(value[..^1], weights);

    private static char Compute(ReadOnlySpan<char> value, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var i = 0; i < value.Length; i++) sum += (value[i] - '0') * weights[i];
        var rest = sum % 11;
        return (char)('0' + (rest < 2 ? 0 : 11 - rest));
    }
}
