using System.Globalization;
using System.Text;
using Protocols.Local.Seeding.Cast;

namespace Protocols.Local.Seeding.Texts;

/// <summary>
/// Makes texts of patterns: <c>[one|another]</c> is one of these, <c>{plano}</c> is the case's own. The things of a case stay the
/// same in all of its texts; passing things such as an hour are thrown anew.
/// </summary>
internal sealed class Wording
{
    private static readonly CultureInfo portuguese = CultureInfo.GetCultureInfo("pt-BR");

    private readonly Dice dice;
    private readonly DateTime opened;
    private readonly Dictionary<string, string> things;

    public Wording(Dice dice, Person person, DateTime opened)
    {
        (this.dice, this.opened) = (dice, opened);
        Order = $"{dice.Pick(Things.OrderPrefixes)}{opened.Year}{dice.Digits(6)}";
        things = new()
        {
            ["produto"] = dice.Pick(Things.Products),
            ["plano"] = dice.Pick(Things.Plans),
            ["transportadora"] = dice.Pick(Things.Carriers),
            ["pedido"] = Order,
            ["contrato"] = $"{dice.Digits(3)}.{dice.Digits(4)}-{dice.Digits(1)}",
            ["cidade"] = person.City,
            ["nome"] = person.FirstName,
            ["valor"] = Money(dice),
            ["erro"] = $"{dice.Pick(Things.CodeLetters)}{dice.Digits(4)}",
            ["mes"] = Things.Months[opened.AddMonths(-dice.Between(0, 2)).Month - 1],
        };
    }

    /// <summary>The number of the order that the case is about, where it is about one.</summary>
    public string Order { get; }

    /// <summary>The local day on which something is written; while it is not set, dates lie before the opening.</summary>
    public DateTime? Today { get; set; }

    public string From(IReadOnlyList<string> patterns) => From(dice.Pick(patterns));

    public string From(string pattern)
    {
        var text = new StringBuilder();
        Write(pattern, text);
        // A subject may begin with what stands in the middle of other sentences.
        if (text.Length > 0)
            text[0] = char.ToUpper(text[0], portuguese);
        return text.ToString();
    }

    private void Write(ReadOnlySpan<char> pattern, StringBuilder to)
    {
        while (pattern.IndexOfAny('[', '{') is var at and >= 0)
        {
            to.Append(pattern[..at]);
            var end = pattern.IndexOf(pattern[at] == '[' ? ']' : '}');
            var inner = pattern[(at + 1)..end];
            if (pattern[at] == '[')
                Write(dice.Pick(inner.ToString().Split('|')), to);
            else
                to.Append(Thing(inner.ToString()));
            pattern = pattern[(end + 1)..];
        }
        to.Append(pattern);
    }

    private string Thing(string name) => name switch
    {
        "dias" => dice.Between(2, 9).ToString(CultureInfo.InvariantCulture),
        "minutos" => dice.Between(3, 45).ToString(CultureInfo.InvariantCulture),
        "hora" => Today is { } now ? $"{now:%H}h{now:mm}" : $"{dice.Between(7, 21)}h{dice.Pick(Things.Minutes)}",
        "codigo" => $"{dice.Pick(Things.CodeLetters)}{dice.Digits(5)}",
        "data" => Date(Today ?? opened.AddDays(-dice.Between(1, 6))),
        "antes" => Date(opened.AddDays(-dice.Between(1, 6))),
        "depois" => Date((Today ?? opened).AddDays(dice.Between(2, 20))),
        "tecnico" => dice.Pick(Names.Men),
        _ => things[name],
    };

    private static string Date(DateTime day) => day.ToString("dd/MM", CultureInfo.InvariantCulture);

    private static string Money(Dice dice) =>
        (dice.Between(9, 640) + (dice.Pick(Things.Cents) / 100m)).ToString("N2", portuguese);
}
