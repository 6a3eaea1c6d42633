using Protocols.Customers;

namespace Protocols.Tests.Customers;

[Trait("Requirement", "M21")]
public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("maria")]
    [InlineData("@dominio.com.br")]
    [InlineData("maria@")]
    [InlineData("maria@dominio")]
    [InlineData("maria@.br")]
    [InlineData("maria@dominio.")]
    [InlineData("maria@dominio..br")]
    [InlineData("maria@casa@dominio.com.br")]
    [InlineData("maria silva@dominio.com.br")]
    [InlineData("maria\u0000@dominio.com.br")]
    [InlineData("maria\r\nBcc:x@dominio.com.br")]
    [InlineData("maria\u200B@dominio.com.br")]
    [InlineData("<maria@dominio.com.br>")]
    [InlineData("maria@dominio.com.br,ana@dominio.com.br")]
    public void What_is_no_address_is_refused(string? text)
    {
        Assert.False(EmailAddress.TryParse(text, out var address));
        Assert.Equal(default, address);
    }

    [Theory]
    [InlineData(64, 254, true)]
    [InlineData(65, 254, false)]
    [InlineData(64, 255, false)]
    public void Lengths_are_those_of_the_standard(int local, int total, bool valid)
    {
        var text = $"{new string('a', local)}@{new string('b', total - local - 4)}.br";
        Assert.Equal(valid, EmailAddress.TryParse(text, out _));
    }

    [Theory]
    [InlineData(" Maria.Silva+sac@Dominio.COM.br ", "maria.silva+sac@dominio.com.br", "m***@dominio.com.br")]
    [InlineData("m@dominio.com.br", "m@dominio.com.br", "m***@dominio.com.br")]
    [InlineData("josé@correio.br", "josé@correio.br", "j***@correio.br")]
    public void An_address_is_trimmed_lowered_and_masked_also_in_texts(string text, string value, string masked)
    {
        Assert.True(EmailAddress.TryParse(text, out var address));
        Assert.Equal(value, address.Value);
        Assert.Equal(masked, address.Masked);
        Assert.Equal(masked, $"{address}");
    }
}
