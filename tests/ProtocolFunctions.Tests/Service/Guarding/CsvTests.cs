using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using ProtocolFunctions.Tests.Escalating;
using Protocols.Api.Endpoints;
using Protocols.Api.Http;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Service.Guarding;

/// <summary>What is exported is data in every spreadsheet, never a formula.</summary>
public sealed class CsvTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"https://a.example\")", "\"'=HYPERLINK(\"\"https://a.example\"\")\"")]
    [InlineData("+55 11 98765-4321", "'+55 11 98765-4321")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r=1", "\"'\r'=1\"")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("motivo;=1+1", "motivo;'=1+1")]
    [InlineData("motivo\";\"=1+1", "\"motivo\"\";\"\"'=1+1\"")]
    [InlineData("linha\n=1+1", "\"linha\n'=1+1\"")]
    public async Task What_a_spreadsheet_would_run_is_a_text(string cell, string written) =>
        Assert.Equal(written + "\r\n", await WrittenAsync(table => table.Text(cell)));

    [Theory]
    [InlineData("Maria da Silva")]
    [InlineData("a=b; c-d")]
    [InlineData("a, \"b\"\r\nc")]
    [InlineData("")]
    public async Task Anything_else_is_read_as_it_was(string cell)
    {
        var written = await WrittenAsync(table => table.Text("before", cell, null, "after"));
        Assert.Equal(["before", cell, "", "after"], Read(written));
    }

    [Fact]
    public async Task A_quote_opens_no_other_cell() => Assert.Equal(["a\",\"=1", "b"], Read(await WrittenAsync(table => table.Text("a\",\"=1", "b"))));

    /// <summary>A spreadsheet adds them up, whatever language the service's machine speaks.</summary>
    [Fact]
    public async Task A_number_stays_one()
    {
        var machine = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("pt-BR");
            Assert.Equal("-0.25,1234567,,\r\n", await WrittenAsync(table =>
            {
                table.Number(-0.25);
                table.Number(1_234_567);
                table.Number((double?)null);
                table.Number((long?)null);
            }));
        }
        finally
        {
            CultureInfo.CurrentCulture = machine;
        }
    }

    [Fact]
    public async Task What_fails_on_the_way_is_a_problem_and_no_part_of_a_table() => await IsBusyAsync(Csv.Saved("table.csv", async table =>
    {
        table.Text("a", "b");
        await table.EndRecordAsync();
        throw new StoreBusyException("Not now.");
    }));

    /// <summary>A table whose store turned it away is answered with that alone.</summary>
    internal static async Task IsBusyAsync(Answer broken)
    {
        await using var board = new Switchboard();
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        var report = EndpointTable.All.Single(endpoint => endpoint.Name == "ReadSummary");

        await new AnswerWriter(board.Services, NullLogger<AnswerWriter>.Instance).WriteAsync(new ApiCall(http, report, board.Services), broken);

        Assert.Equal((503, "application/problem+json", ""), (http.Response.StatusCode, http.Response.ContentType, http.Response.Headers.ContentDisposition.ToString()));
        Assert.StartsWith("""{"type":"urn:protocol-functions:problem:store-busy",""", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    private static async Task<string> WrittenAsync(Action<CsvWriter> row)
    {
        var answered = new DefaultHttpContext().Response;
        using var body = new MemoryStream();
        answered.Body = body;
        await Csv.Saved("table.csv", async table =>
        {
            row(table);
            await table.EndRecordAsync();
        }).Send!(answered);
        var text = Encoding.UTF8.GetString(body.ToArray());
        Assert.StartsWith("\uFEFF", text, StringComparison.Ordinal);
        return text[1..];
    }

    private static List<string> Read(string table)
    {
        using var reader = CsvReader.Create(new StringReader(table), CsvReaderOptions.Default with { HasHeader = false });
        Assert.True(reader.Read());
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader[i].ToString())];
    }
}
