using Protocols.Customers;

namespace Protocols.Tests.Customers;

[Trait("Requirement", "M21")]
public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("++5511987654321")]
    [InlineData("5511+987654321")]
    [InlineData("98765-4321")]
    [InlineData("(10) 3333-4444")]
    [InlineData("(00) 98765-4321")]
    [InlineData("11 88765-4321")]
    [InlineData("11 0333-4444")]
    [InlineData("11 1333-4444")]
    [InlineData("11 987654321 ramal 2")]
    [InlineData("+55 11 98765-43210")]
    [InlineData("+55 11 765-4321")]
    [InlineData("+0 123 456 789")]
    [InlineData("+1 234567")]
    [InlineData("+1234567890123456")]
    [InlineData("1 212 555 0100 2024")]
    [InlineData("11987654321                              ")]
    public void What_is_no_number_is_refused(string? text)
    {
        Assert.False(PhoneNumber.TryParse(text, out var number));
        Assert.Equal(default, number);
    }

    [Theory]
    [InlineData("11987654321", "+5511987654321")]
    [InlineData("(11) 98765-4321", "+5511987654321")]
    [InlineData("(011) 98765.4321", "+5511987654321")]
    [InlineData("5511987654321", "+5511987654321")]
    [InlineData("+55 (11) 98765\u20114321", "+5511987654321")]
    [InlineData("+55 011 98765 4321", "+5511987654321")]
    [InlineData("11 3333-4444", "+551133334444")]
    [InlineData("551133334444", "+551133334444")]
    [InlineData("55 98765-4321", "+5555987654321")]
    [InlineData("55 3333-4444", "+555533334444")]
    [InlineData("+1 (212) 555-0100", "+12125550100")]
    [InlineData("+351 912 345 678", "+351912345678")]
    [InlineData("\u202A+55 11 98765-4321\u202C", "+5511987654321")]
    public void A_number_is_read_as_people_write_it(string text, string value)
    {
        Assert.True(PhoneNumber.TryParse(text, out var number));
        Assert.Equal(value, number.Value);
    }

    [Theory]
    [InlineData("+5511987654321", "+55*******4321")]
    [InlineData("+551133334444", "+55******4444")]
    [InlineData("+12125550100", "+1******0100")]
    [InlineData("+351912345678", "+351*****5678")]
    [InlineData("+79161234567", "+7******4567")]
    public void Masked_it_keeps_the_country_and_the_last_four_digits_also_in_texts(string value, string masked)
    {
        Assert.True(PhoneNumber.TryParse(value, out var number));
        Assert.Equal(masked, number.Masked);
        Assert.Equal(masked, $"{number}");
    }

    [Fact]
    public void The_default_value_is_no_number() => Assert.Equal(string.Empty, default(PhoneNumber).ToString());
}
