using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Protocols.Customers;

namespace Protocols.Tests.Customers;

[Trait("Requirement", "M21")]
public sealed class PersonDocumentTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("...-/")]
    [InlineData("52998224724")]
    [InlineData("5299822472")]
    [InlineData("529982247255")]
    [InlineData("5299822472A")]
    [InlineData("529_982_247_25")]
    [InlineData("12ABC34501DE3A")]
    [InlineData("12ABC34501DE36")]
    [InlineData("12ABC34501DE45")]
    [InlineData("11222333000180")]
    [InlineData("00000000000000")]
    [InlineData("12ÁBC34501DE35")]
    [InlineData("٥٢٩٩٨٢٢٤٧٢٥")]
    [InlineData("                      52998224725")]
    public void What_is_no_document_is_refused(string? text)
    {
        Assert.False(PersonDocument.TryParse(text, out var document));
        Assert.Equal(default, document);
    }

    [Fact]
    public void A_cpf_of_one_repeated_digit_is_refused()
    {
        for (var digit = '0'; digit <= '9'; digit++) Assert.False(PersonDocument.TryParse(new string(digit, 11), out _));
    }

    [Theory]
    [InlineData("52998224725", "529.982.247-25", "***.***.247-25")]
    [InlineData("11144477735", "111.444.777-35", "***.***.777-35")]
    [InlineData("12345678909", "123.456.789-09", "***.***.789-09")]
    [InlineData("00000000191", "000.000.001-91", "***.***.001-91")]
    public void A_cpf_is_read_shown_and_masked(string value, string formatted, string masked)
    {
        Assert.True(PersonDocument.TryParse(value, out var document));
        Assert.Equal(PersonDocumentKind.Cpf, document.Kind);
        Assert.Equal(value, document.Value);
        Assert.Equal(formatted, document.Formatted);
        Assert.Equal(masked, document.Masked);
    }

    [Theory]
    [InlineData("12ABC34501DE35", "12.ABC.345/01DE-35", "**.***.***/01DE-35")]
    [InlineData("11222333000181", "11.222.333/0001-81", "**.***.***/0001-81")]
    [InlineData("A1B2C3D4E5F668", "A1.B2C.3D4/E5F6-68", "**.***.***/E5F6-68")]
    public void A_cnpj_is_read_shown_and_masked(string value, string formatted, string masked)
    {
        Assert.True(PersonDocument.TryParse(value, out var document));
        Assert.Equal(PersonDocumentKind.Cnpj, document.Kind);
        Assert.Equal(value, document.Value);
        Assert.Equal(formatted, document.Formatted);
        Assert.Equal(masked, document.Masked);
    }

    [Theory]
    [InlineData(" 529.982.247-25 ", "52998224725")]
    [InlineData("529 982 247\u00A0\u201325", "52998224725")]
    [InlineData("12.abc.345/01de-35", "12ABC34501DE35")]
    public void Punctuation_and_case_do_not_matter(string text, string value)
    {
        Assert.True(PersonDocument.TryParse(text, out var document));
        Assert.Equal(value, document.Value);
    }

    [Fact]
    public void It_never_shows_whole_in_a_text_by_accident()
    {
        Assert.True(PersonDocument.TryParse("52998224725", out var document));
        Assert.Equal("document ***.***.247-25", $"document {document}");
    }

    [Theory]
    [InlineData("52998224725")]
    [InlineData("11144477735")]
    public void Any_single_wrong_digit_of_a_cpf_is_refused(string cpf) =>
        Assert.All(
            Enumerable.Range(0, 11).SelectMany(at => WithAnotherDigit(cpf, at)),
            text => Assert.False(PersonDocument.TryParse(text, out _)));

    // Remainders 0 and 1 share the check digit 0, so where the first one is 0 the rule itself cannot tell every wrong digit
    // that has the weight 10 or 5 in it.
    [Fact]
    public void Every_cpf_is_read_and_a_single_wrong_digit_refused_as_far_as_the_rule_can_tell() =>
        Prop.ForAll(Gen.Choose(0, 999_999_999).ToArbitrary(), root =>
        {
            var cpf = Cpf(root);
            var told = Enumerable.Range(0, 11).Where(at => cpf[9] != '0' || at is not (0 or 5));
            var repeated = cpf.Distinct().Count() == 1;
            return PersonDocument.TryParse(cpf, out var document) != repeated
                && (repeated || document.Value == cpf)
                && told.SelectMany(at => WithAnotherDigit(cpf, at)).All(text => !PersonDocument.TryParse(text, out _));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_alphanumeric_cnpj_is_read_and_reads_back_as_printed() =>
        Prop.ForAll(Gen.Elements("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()).ArrayOf(12).ToArbitrary(), root =>
        {
            var cnpj = Cnpj(new string(root));
            return PersonDocument.TryParse(cnpj, out var document)
                && document.Kind == PersonDocumentKind.Cnpj
                && PersonDocument.TryParse(document.Formatted, out var again)
                && again == document;
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> WithAnotherDigit(string text, int at) =>
        from digit in "0123456789"
        where digit != text[at]
        select $"{text[..at]}{digit}{text[(at + 1)..]}";

    // Written anew from the published rule, one sum at a time, not with the product's code.
    private static string Cpf(int root)
    {
        var digits = root.ToString("D9", CultureInfo.InvariantCulture);
        for (var length = 9; length < 11; length++)
        {
            var sum = 0;
            for (var i = 0; i < length; i++) sum += (digits[i] - '0') * (length + 1 - i);
            digits += sum % 11 < 2 ? 0 : 11 - (sum % 11);
        }

        return digits;
    }

    private static string Cnpj(string root)
    {
        for (var length = 12; length < 14; length++)
        {
            var sum = 0;
            for (var i = 0; i < length; i++) sum += (root[i] - 48) * (((length - 1 - i) % 8) + 2);
            root += sum % 11 < 2 ? 0 : 11 - (sum % 11);
        }

        return root;
    }
}
