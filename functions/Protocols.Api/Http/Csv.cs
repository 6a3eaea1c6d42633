using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Protocols.Api.Http;

/// <summary>Tables for spreadsheets, RFC 4180, sent as they are written: commas between cells, decimal points whatever the language.</summary>
internal static partial class Csv
{
    public const string MediaType = "text/csv";

    /// <summary>Spreadsheets take what has no mark for the machine's old code page.</summary>
    private static readonly CsvWriterOptions options = CsvWriterOptions.Default with
    {
        HasHeader = false,
        NewLine = "\r\n",
        WriteByteOrderMark = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    /// <summary>Answers with a table, under a name to be saved by. What fails on the way sends nothing more, so that no part is taken for the whole.</summary>
    public static Answer Saved(string name, Func<CsvWriter, Task> write) => new(200, null, null)
    {
        Send = async response =>
        {
            response.SavedAs("text/csv; charset=utf-8", name);
            var table = CsvWriter.Create(response.Body, options, leaveOpen: true);
            await write(table);
            await table.DisposeAsync();
        },
    };

    /// <summary>Writes cells of text. What a spreadsheet would take for a formula is made a text; also behind what parts cells where commas do not.</summary>
    public static void Text(this CsvWriter table, params ReadOnlySpan<string?> cells)
    {
        foreach (var text in cells)
            table.WriteField(MayRun(text) ? Formula().Replace(text!, "'") : text);
    }

    public static void Number(this CsvWriter table, long? number) => table.WriteField(number, default);

    public static void Number(this CsvWriter table, double? number) => table.WriteField(number, default);

    /// <summary>Whether it is worth a closer look: nearly no cell is, and tables have many.</summary>
    private static bool MayRun(ReadOnlySpan<char> text) => text.Length > 0 && (!char.IsLetterOrDigit(text[0]) || text.ContainsAny(";\t\r\n"));

    [GeneratedRegex("""(?<=^|[;\t\r\n]"*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\t\r\n])""", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();
}
