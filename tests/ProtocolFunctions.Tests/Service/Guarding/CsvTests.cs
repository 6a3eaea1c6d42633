using Protocols.Api.Http;

namespace ProtocolFunctions.Tests.Service.Guarding;

/// <summary>What is exported is data in every spreadsheet, never a formula.</summary>
public sealed class CsvTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"https://a.example\")", "\"'=HYPERLINK(\"\"https://a.example\"\")\"")]
    [InlineData("+55 11 98765-4321", "\"'+55 11 98765-4321\"")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t'=1\"")]
    [InlineData("\r=1", "\"'\r'=1\"")]
    [InlineData("\uFF1D1+1", "\"'\uFF1D1+1\"")]
    [InlineData("motivo;=1+1", "\"motivo;'=1+1\"")]
    [InlineData("motivo\";\"=1+1", "\"motivo\"\";\"\"'=1+1\"")]
    [InlineData("linha\n=1+1", "\"linha\n'=1+1\"")]
    public void What_a_spreadsheet_would_run_is_a_text(string cell, string written) => Assert.Equal(written + "\r\n", Csv.Row(cell));

    [Theory]
    [InlineData("Maria da Silva")]
    [InlineData("a=b; c-d, e@f")]
    [InlineData("")]
    public void Anything_else_stays_as_it_is(string cell) => Assert.Equal($"\"{cell}\"\r\n", Csv.Row(cell));

    [Fact]
    public void A_quote_opens_no_other_cell() => Assert.Equal("\"a\"\",\"\"=1\",\"b\"\r\n", Csv.Row("a\",\"=1", "b"));
}
