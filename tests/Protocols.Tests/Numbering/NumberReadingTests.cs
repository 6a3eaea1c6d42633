using Protocols.Numbering;

namespace Protocols.Tests.Numbering;

[Trait("Requirement", "M2")]
public sealed class NumberReadingTests
{
    private static readonly NumberTemplate template = Samples.Template(NumberTemplate.Default);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("protocolo nº")]
    [InlineData("202611220000001")]
    [InlineData("20261122000000124")]
    [InlineData("2026112200000015")]
    [InlineData("2026112200000I12")]
    [InlineData("2026112200000012x")]
    [InlineData("x2026112200000012")]
    [InlineData("٢٠٢٦١١٢٢٠٠٠٠٠٠١٢")]
    [InlineData("2026+1122+0000+0012")]
    [InlineData("protocolo 2026 protocolo 112200000012")]
    public void What_no_number_looks_like_is_mistyped(string? typed) => Assert.True(template.Read(typed).IsMistyped);

    [Theory]
    [InlineData("1999123100000001")]
    [InlineData("2026002200000001")]
    [InlineData("2026132200000001")]
    [InlineData("2026110000000001")]
    [InlineData("2026113100000001")]
    [InlineData("2026022900000001")]
    [InlineData("2100022900000001")]
    public void A_date_that_never_was_is_mistyped(string typed) =>
        Assert.True(Samples.Template("bacen-ouvidoria").Read(typed).IsMistyped);

    [Theory]
    [InlineData("ans", "30214820261122000001")]
    [InlineData("800{seq:8}", "90000000001")]
    [InlineData("anatel", "1999000000001")]
    public void A_wrong_fixed_part_or_year_is_mistyped(string layout, string typed) =>
        Assert.True(Samples.Template(layout).Read(typed).IsMistyped);

    [Fact]
    public void A_long_text_is_mistyped_however_it_ends()
    {
        Assert.False(template.Read("2026112200000012".PadLeft(100)).IsMistyped);
        Assert.True(template.Read("2026112200000012".PadLeft(101)).IsMistyped);
    }

    [Theory]
    [InlineData("2026112200000012")]
    [InlineData(" 2026 1122 0000 0012 ")]
    [InlineData("2026.1122-0000/0012.")]
    [InlineData("2026\u00A01122\u20090000\t0012\r\n")]
    [InlineData("2026\u20131122\u20140000\u22120012")]
    [InlineData("\u200E2026112200000012\u200B\uFEFF")]
    [InlineData("2o26112200000O12")]
    [InlineData("Protocolo nº 2026.1122-0000 0o12")]
    [InlineData("protocolo: 2026112200000012")]
    [InlineData("PROTOCOLO N° 2026112200000012")]
    [InlineData("Protocolo n.º 2026112200000012")]
    [InlineData("protocolo n. 2026112200000012")]
    [InlineData("protocolo no. 2026112200000012")]
    [InlineData("protocolo #2026112200000012")]
    [InlineData("#2026112200000012")]
    [InlineData("Protocolo de atendimento número: 2026112200000012")]
    public void A_number_is_read_as_people_write_it(string typed)
    {
        var reading = template.Read(typed);

        Assert.False(reading.IsMistyped);
        Assert.Equal("2026112200000012", reading.Number.Value);
    }

    [Fact]
    public void The_29th_of_february_of_a_leap_year_is_read() =>
        Assert.False(Samples.Template("bacen-ouvidoria").Read("2028022900000001").IsMistyped);

    [Fact]
    public void A_clean_number_is_read_without_allocating()
    {
        const string Typed = "2026112200000012";
        Assert.Equal(0, Allocations.PerCall(100, () => Assert.False(template.Read(Typed).IsMistyped)));
    }

    [Fact]
    public void The_default_reading_is_mistyped() => Assert.True(default(NumberReading).IsMistyped);
}
