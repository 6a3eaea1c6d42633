using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

[Trait("Requirement", "M2")]
public sealed class ProtocolNumberTests
{
    [Theory]
    [InlineData("")]
    [InlineData("2026112200000O14")]
    [InlineData("2026 1122")]
    [InlineData("٢٠٢٦")]
    public void Anything_but_digits_is_refused(string value) =>
        Assert.Throws<ArgumentException>(() => new ProtocolNumber(value));

    [Theory]
    [InlineData("123", "123")]
    [InlineData("12345", "12345")]
    [InlineData("123456", "123 456")]
    [InlineData("1234567", "1234 567")]
    [InlineData("1234567890123", "1234 5678 90123")]
    [InlineData("12345678901234", "1234 5678 901 234")]
    [InlineData("123456789012345", "1234 5678 9012 345")]
    [InlineData("1234567890123456", "1234 5678 9012 3456")]
    [InlineData("12345678901234567", "1234 5678 9012 34567")]
    [InlineData("12345678901234567890", "1234 5678 9012 3456 7890")]
    public void It_is_spoken_in_groups_of_four_and_none_of_one_or_two(string value, string spoken) =>
        Assert.Equal(spoken, new ProtocolNumber(value).Spoken);

    [Fact]
    public void It_is_its_digits_with_leading_zeros_kept()
    {
        Assert.Equal("0012", new ProtocolNumber("0012").ToString());
        Assert.Equal(new ProtocolNumber("0012"), new ProtocolNumber("0012"));
        Assert.NotEqual(new ProtocolNumber("0012"), new ProtocolNumber("012"));
    }
}
