namespace Protocols.Local.Seeding.Cast;

/// <summary>Made-up CPFs and CNPJs with the check digits of the Receita, modulo 11.</summary>
internal static class Documents
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static string Cpf(Dice dice)
    {
        string root;
        do
            root = dice.Digits(9);
        while (root.All(digit => digit == root[0]));
        return WithCheckDigits(root, greatestWeight: 11);
    }

    /// <summary>Of a head office, numeric or of the alphanumeric kind that is given out since July 2026.</summary>
    public static string Cnpj(Dice dice, bool alphanumeric) => WithCheckDigits(
        alphanumeric ? $"{Letters(dice, 8)}0001" : $"{dice.Between(1, 9)}{dice.Digits(7)}0001",
        greatestWeight: 9);

    private static string Letters(Dice dice, int count) => string.Create(count, dice, static (to, dice) =>
    {
        foreach (ref var c in to)
            c = Alphabet[dice.Between(0, Alphabet.Length - 1)];
    });

    private static string WithCheckDigits(string root, int greatestWeight)
    {
        var first = root + CheckDigit(root, greatestWeight);
        return first + CheckDigit(first, greatestWeight);
    }

    /// <summary>Weights go up from 2 at the right and start again behind the greatest.</summary>
    private static char CheckDigit(string text, int greatestWeight)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
            sum += (text[^(i + 1)] - '0') * (2 + (i % (greatestWeight - 1)));
        var rest = sum % 11;
        return (char)('0' + (rest < 2 ? 0 : 11 - rest));
    }
}
