using Protocols.Customers;
using Protocols.Local.Seeding;
using Protocols.Local.Seeding.Cast;

namespace ProtocolFunctions.Tests.Seeding;

public sealed class PersonTests
{
    private static readonly IReadOnlyList<Customer> customers =
        [.. Enumerable.Range(0, 5000).Select(i => Person.Make(Dice.For(3, i, "case")).Customer)];

    [Fact]
    public void Documents_have_their_check_digits() => Assert.All(
        customers, customer => Assert.True(PersonDocument.TryParse(customer.Document, out var read) && read.Value == customer.Document));

    [Fact]
    public void There_are_people_and_companies_with_both_kinds_of_cnpj()
    {
        Assert.Contains(customers, customer => customer.Document!.Length == 11 && customer.Company is null);
        Assert.Contains(customers, customer => customer.Document!.Length == 14 && customer.Document.All(char.IsAsciiDigit));
        Assert.Contains(customers, customer => customer.Document!.Length == 14 && customer.Document.Any(char.IsAsciiLetterUpper));
    }

    [Fact]
    public void Phones_are_in_e164() => Assert.All(
        customers, customer => Assert.True(PhoneNumber.TryParse(customer.Phone, out var read) && read.Value == customer.Phone));

    [Fact]
    public void Mail_reaches_nobody() => Assert.All(customers, customer =>
    {
        Assert.True(EmailAddress.TryParse(customer.Email, out var read) && read.Value == customer.Email);
        Assert.Matches(@"[@.]example\.com(\.br)?$", customer.Email);
    });
}
