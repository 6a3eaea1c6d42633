using Protocols.Customers;

namespace Protocols.Local.Seeding.Cast;

/// <summary>A customer as he would be known in full, and where he lives.</summary>
internal sealed record Person(Customer Customer, string City)
{
    private const double Companies = 0.14, Alphanumeric = 0.3, Landline = 0.12, SecondName = 0.25;

    public string FirstName => Customer.Name!.Split(' ')[0];

    public static Person Make(Dice dice)
    {
        var (city, area) = dice.Pick(Names.Cities);
        var name = FullName(dice);
        if (!dice.Chance(Companies))
            return new(new() { Name = name, Document = Documents.Cpf(dice), Phone = Phone(dice, area), Email = Private(dice, name) }, city);

        var (trade, brand) = (dice.Pick(Names.Trades), dice.Pick(Names.Brands));
        var customer = new Customer
        {
            Name = name,
            Document = Documents.Cnpj(dice, dice.Chance(Alphanumeric)),
            Phone = Phone(dice, area),
            Email = $"{NameFolding.Fold(name)[0]}@{string.Concat(NameFolding.Fold(brand))}.example.com.br",
            Company = $"{trade} {brand} {dice.Pick(Names.Forms)}",
            Supervisor = dice.Chance(0.6) ? FullName(dice) : null,
        };
        return new(customer, city);
    }

    private static string FullName(Dice dice)
    {
        var woman = dice.Chance(0.5);
        var first = dice.Pick(woman ? Names.Women : Names.Men);
        var second = dice.Pick(woman ? Names.SecondOfWomen : Names.SecondOfMen);
        var given = second != first && dice.Chance(SecondName) ? $"{first} {second}" : first;
        var mother = FamilyName(dice);
        var father = FamilyName(dice);
        var family = mother == father || dice.Chance(0.3) ? father : $"{mother} {father}";
        return $"{given} {family}";
    }

    /// <summary>The commonest five have a share of their own.</summary>
    private static string FamilyName(Dice dice)
    {
        var name = dice.Chance(0.3) ? dice.Pick(Names.Commonest) : dice.Pick(Names.Family);
        return dice.Chance(0.35) ? name.Split(' ')[^1] : name;
    }

    private static string Private(Dice dice, string name)
    {
        var words = NameFolding.Fold(name);
        var local = dice.Between(1, 4) switch
        {
            1 => $"{words[0]}.{words[^1]}",
            2 => $"{words[0]}{words[^1]}{dice.Between(1, 99):00}",
            3 => $"{words[0][0]}{words[^1]}{dice.Between(1960, 2007)}",
            _ => $"{words[^1]}.{words[0]}{dice.Between(2, 999)}",
        };
        return $"{local}@{(dice.Chance(0.5) ? "example.com" : "example.com.br")}";
    }

    private static string Phone(Dice dice, string area) => dice.Chance(Landline)
        ? $"+55{area}{dice.Between(2, 5)}{dice.Digits(7)}"
        : $"+55{area}9{dice.Between(6, 9)}{dice.Digits(7)}";
}
