using System.Globalization;
using System.Text;

namespace Protocols.Api.Statements;

/// <summary>A PDF 1.7 file (ISO 32000-1) of drawn pages and one attachment: its objects, the table that says where they stand, and nothing else.</summary>
internal sealed class PdfFile : IDisposable
{
    private const int Catalog = 1, Tree = 2, Plain = 3, Bold = 4, Attached = 5, Named = 6, Info = 7, FirstPage = 8;

    private readonly MemoryStream output = new();
    private readonly SortedDictionary<int, long> places = [];

    /// <param name="title">As the window shows it.</param>
    /// <param name="language">RFC 3066, for whoever has it read aloud.</param>
    public byte[] Write(IReadOnlyList<byte[]> pages, string title, string language, string name, byte[] attachment)
    {
        Text("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        Object(Catalog, $"<< /Type /Catalog /Pages {Tree} 0 R /Lang ({language}) /Names << /EmbeddedFiles << /Names [({name}) {Named} 0 R] >> >> /PageMode /UseAttachments >>");
        Object(Tree, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{FirstPage + (2 * i)} 0 R"))}] /MediaBox [0 0 595 842] " +
            $"/Resources << /Font << /F1 {Plain} 0 R /F2 {Bold} 0 R >> >> >>");
        Object(Plain, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>");
        Object(Bold, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>");
        Stream(Attached, attachment, "/Type /EmbeddedFile /Subtype /application#2Fjson ");
        Object(Named, $"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F {Attached} 0 R >> >>");
        Object(Info, $"<< /Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}> >>");
        for (var i = 0; i < pages.Count; i++)
        {
            Object(FirstPage + (2 * i), $"<< /Type /Page /Parent {Tree} 0 R /Contents {FirstPage + (2 * i) + 1} 0 R >>");
            Stream(FirstPage + (2 * i) + 1, pages[i], "");
        }
        var table = output.Position;
        Text($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places.Values)
            Text(string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        Text($"trailer\n<< /Size {places.Count + 1} /Root {Catalog} 0 R /Info {Info} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return output.ToArray();
    }

    public void Dispose() => output.Dispose();

    private void Object(int id, string content)
    {
        places[id] = output.Position;
        Text($"{id} 0 obj\n{content}\nendobj\n");
    }

    private void Stream(int id, byte[] content, string kind)
    {
        places[id] = output.Position;
        Text($"{id} 0 obj\n<< {kind}/Length {content.Length} >>\nstream\n");
        output.Write(content);
        Text("\nendstream\nendobj\n");
    }

    private void Text(string text) => output.Write(Encoding.Latin1.GetBytes(text));
}
