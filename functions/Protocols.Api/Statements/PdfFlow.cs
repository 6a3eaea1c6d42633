using System.Collections;
using System.Globalization;
using System.Text;

namespace Protocols.Api.Statements;

/// <summary>
/// Text that runs down one A4 page after another, in Courier: each reader of PDF has it, it holds every letter of Portuguese, and all letters
/// are of one width, so lines are broken by counting.
/// </summary>
internal sealed class PdfFlow
{
    private const double Left = 56, Top = 786, Bottom = 64, Width = 483, LetterWidth = 0.6, Leading = 1.25;

    private readonly List<StringBuilder> pages = [new()];
    private double y = Top;

    /// <summary>The drawing of each page.</summary>
    public IReadOnlyList<byte[]> Pages => [.. pages.Select(page => PdfLetters.Encode(page.ToString()))];

    /// <summary>Writes a paragraph in as many lines as it takes; what is longer than a line is broken inside.</summary>
    public void Write(string text, double size = 9, bool bold = false, double before = 2, double indent = 0)
    {
        y -= before;
        var most = (int)((Width - indent) / (size * LetterWidth));
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Lines(PdfLetters.Plain(line), most)))
        {
            Make(room: size * Leading);
            y -= size * Leading;
            Draw(pages[^1], line, size, bold, Left + indent, y);
        }
    }

    /// <summary>Draws squares where the matrix is set.</summary>
    public void Draw(IReadOnlyList<BitArray> matrix, double size)
    {
        Make(room: size);
        var square = size / matrix.Count;
        for (var row = 0; row < matrix.Count; row++)
        {
            for (var column = 0; column < matrix.Count; column++)
            {
                if (matrix[row][column])
                    pages[^1].Append(CultureInfo.InvariantCulture, $"{Left + (column * square):F3} {y - ((row + 1) * square):F3} {square:F3} {square:F3} re f\n");
            }
        }
        y -= size;
    }

    /// <summary>Writes at the foot of every page, once all are there.</summary>
    public void Foot(Func<int, int, string> text)
    {
        for (var i = 0; i < pages.Count; i++)
            Draw(pages[i], PdfLetters.Plain(text(i + 1, pages.Count)), 8, bold: false, Left, 36);
    }

    private static void Draw(StringBuilder page, string line, double size, bool bold, double x, double y) => page.Append(
        CultureInfo.InvariantCulture, $"BT /{(bold ? "F2" : "F1")} {size} Tf {x:F2} {y:F2} Td ({PdfLetters.Escape(line)}) Tj ET\n");

    private void Make(double room)
    {
        if (y - room >= Bottom)
            return;
        pages.Add(new());
        y = Top;
    }

    private static IEnumerable<string> Lines(string text, int most)
    {
        while (text.Length > most)
        {
            var at = text.LastIndexOf(' ', most);
            var end = at > 0 ? at : most;
            yield return text[..end];
            text = text[end..].TrimStart(' ');
        }
        yield return text;
    }
}
