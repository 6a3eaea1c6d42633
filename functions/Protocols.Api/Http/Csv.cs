using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Protocols.Api.Http;

/// <summary>Tables for spreadsheets, RFC 4180.</summary>
internal static partial class Csv
{
    public const string MediaType = "text/csv";

    private static readonly byte[] byteOrderMark = [0xEF, 0xBB, 0xBF];

    public static string Row(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>Writes the rows as they come, under a name to be saved by.</summary>
    public static async Task SendAsync(HttpResponse response, string name, IAsyncEnumerable<string> rows)
    {
        response.SavedAs("text/csv; charset=utf-8", name);
        // Spreadsheets take what has no mark for the machine's old code page.
        await response.Body.WriteAsync(byteOrderMark);
        await foreach (var row in rows)
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(row));
    }

    /// <summary>What a spreadsheet would take for a formula is made a text; also behind what parts cells where commas do not.</summary>
    private static string Cell(string? text) => $"\"{Formula().Replace(text ?? "", "'").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("""(?<=^|[;\t\r\n]"*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\t\r\n])""", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();
}
