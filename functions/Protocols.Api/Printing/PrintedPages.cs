using System.Collections;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Protocols.Api.Printing;

/// <summary>
/// Text set down one A4 page after another. It is set as it is written and drawn once all pages are known, so that each can say how many there
/// are; paragraphs are tagged, so that the document can be read aloud.
/// </summary>
internal sealed class PrintedPages : IDisposable
{
    public const double Left = 64, Right = 531, LabelWidth = 104;

    private const double Top = 64, Bottom = 768, Foot = 796, Gap = 16;
    private const double Width = 595, Height = 842, Baseline = 0.78;
    private const int MostInLine = 400;

    private static readonly XPen line = new(XColor.FromArgb(0xBF, 0xBF, 0xBF), 0.5);

    private readonly XGraphics measure = XGraphics.CreateMeasureContext(new(Width, Height), XGraphicsUnit.Point, XPageDirection.Downwards);
    private readonly List<List<Placed>> pages = [[]];
    private double y = Top, inset;

    /// <summary>Writes a paragraph in as many lines as it takes; what is longer than a line is broken inside.</summary>
    public void Write(string text, Style style, double indent = 0)
    {
        var left = Left + inset + indent;
        y += style.Before;
        if (style.Follow > 0)
            Keep(style.Height + style.Follow);
        var rows = new List<(string Text, double At)>();
        foreach (var row in Printed(text).Split('\n').SelectMany(row => Lines(row, style.Font, Right - left)))
        {
            if (y + style.Height > Bottom)
            {
                Place(style, left, rows);
                rows = [];
                Keep(style.Height);
            }
            rows.Add((row, y));
            y += style.Height;
        }
        Place(style, left, rows);
    }

    /// <summary>Writes what something is called, and beside it what it is.</summary>
    public void Pair(string label, string value)
    {
        Keep(Style.Text.Before + Style.Text.Height);
        Place(Style.Quiet, Left + inset, [(Printed(label), y + Style.Text.Before + ((Style.Text.Height - Style.Quiet.Height) * Baseline))]);
        Write(value, Style.Text, LabelWidth);
    }

    public void Rule(double before = 8)
    {
        y += before;
        var at = y;
        pages[^1].Add(new(null, graphics => graphics.DrawLine(line, Left, at, Right, at)));
    }

    /// <summary>What comes next begins where it has so much room.</summary>
    public void Keep(double room)
    {
        if (y + room <= Bottom)
            return;
        pages.Add([]);
        y = Top;
    }

    /// <summary>Goes on so far from the top, unless more is written already.</summary>
    public void Down(double to) => y = Math.Max(y, to);

    /// <summary>Leaves white.</summary>
    public void Space(double points) => y += points;

    /// <summary>Draws squares where the matrix is set, and writes beside them.</summary>
    public void Code(IReadOnlyList<BitArray> matrix, double size, Action beside)
    {
        Keep(size);
        var (page, top, left) = (pages.Count, y, Left + inset);
        pages[^1].Add(new(null, graphics => Squares(graphics, matrix, left, top, size)));
        inset += size + Gap;
        beside();
        inset -= size + Gap;
        if (pages.Count == page)
            y = Math.Max(y, top + size);
    }

    /// <summary>The document, with its title and these words at the foot of each page.</summary>
    /// <param name="foot">Of a page and how many there are.</param>
    public PdfDocument Draw(string title, string language, Func<int, int, string> foot)
    {
        var document = new PdfDocument { Language = language };
        document.Info.Title = title;
        document.ViewerPreferences.DisplayDocTitle = true;
        var structure = UAManager.ForDocument(document).StructureBuilder;
        for (var i = 0; i < pages.Count; i++)
        {
            var page = document.AddPage();
            (page.Width, page.Height) = (XUnit.FromPoint(Width), XUnit.FromPoint(Height));
            using var graphics = XGraphics.FromPdfPage(page);
            structure.BeginElement(PdfGroupingElementTag.Section);
            foreach (var placed in pages[i])
                Draw(graphics, structure, placed);
            structure.End();
            structure.BeginArtifact();
            graphics.DrawLine(line, Left, Foot - Style.Quiet.Height - 2, Right, Foot - Style.Quiet.Height - 2);
            graphics.DrawString(title, Style.Quiet.Font, Style.Quiet.Ink, Left, Foot);
            graphics.DrawString(foot(i + 1, pages.Count), Style.Quiet.Font, Style.Quiet.Ink, new XRect(Left, Foot, Right - Left, 0), XStringFormats.BaseLineRight);
            structure.End();
        }
        return document;
    }

    public void Dispose() => measure.Dispose();

    private static void Draw(XGraphics graphics, StructureBuilder structure, Placed placed)
    {
        if (placed.Tag is { } tag)
            structure.BeginElement(tag);
        else
            structure.BeginArtifact();
        placed.Draw(graphics);
        structure.End();
    }

    /// <summary>Lines of one paragraph on one page are one element.</summary>
    private void Place(Style style, double left, List<(string Text, double At)> rows)
    {
        if (rows.Count > 0)
        {
            pages[^1].Add(new(style.Tag, graphics => rows.ForEach(
                row => graphics.DrawString(row.Text, style.Font, style.Ink, left, row.At + (style.Height * Baseline)))));
        }
    }

    private static void Squares(XGraphics graphics, IReadOnlyList<BitArray> matrix, double left, double top, double size)
    {
        var square = size / matrix.Count;
        for (var row = 0; row < matrix.Count; row++)
        {
            for (var (column, run) = (0, 0); column < matrix.Count; column += run + 1)
            {
                for (run = 0; column + run < matrix.Count && matrix[row][column + run]; run++)
                {
                }
                if (run > 0)
                    graphics.DrawRectangle(XBrushes.Black, left + (column * square), top + (row * square), run * square, square);
            }
        }
    }

    private IEnumerable<string> Lines(string text, XFont font, double width)
    {
        var (row, used, blank) = (new StringBuilder(), 0d, Of(" ", font));
        foreach (var word in text.Split(' ').SelectMany(word => Parts(word, font, width)))
        {
            var wide = Of(word, font);
            if (row.Length > 0 && used + blank + wide > width)
            {
                yield return row.ToString();
                row.Clear();
                used = 0;
            }
            used += row.Length > 0 ? blank + wide : wide;
            row.Append(row.Length > 0 ? " " : "").Append(word);
        }
        yield return row.ToString();
    }

    /// <summary>A word, in pieces where it is longer than a line; each but the last fills one.</summary>
    private IEnumerable<string> Parts(string word, XFont font, double width)
    {
        while (word.Length > 1 && (word.Length > MostInLine || Of(word, font) > width))
        {
            var most = 1;
            while (most < word.Length && Of(word[..(most + 1)], font) <= width)
                most++;
            if (most > 1 && char.IsHighSurrogate(word[most - 1]))
                most--;
            yield return word[..most];
            word = word[most..];
        }
        yield return word;
    }

    private double Of(string text, XFont font) => text.Length == 0 ? 0 : measure.MeasureString(text, font).Width;

    /// <summary>One character for each letter that has one, and a blank for what is none.</summary>
    private static string Printed(string text) => string.Concat(
        text.ReplaceLineEndings("\n").Normalize().Select(letter => letter != '\n' && char.IsControl(letter) ? ' ' : letter));

    /// <param name="Tag">Null for what says nothing that is to be read aloud.</param>
    private sealed record Placed(PdfBlockLevelElementTag? Tag, Action<XGraphics> Draw);
}
