using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.IO;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>What is found in a PDF by reading it back.</summary>
internal static partial class PdfText
{
    public static int Pages(byte[] pdf)
    {
        using var document = Open(pdf);
        return document.PageCount;
    }

    /// <summary>The one attachment.</summary>
    public static string Attached(byte[] pdf)
    {
        using var document = Open(pdf);
        var file = document.Internals.GetAllObjects().OfType<PdfDictionary>().Single(one => one.Elements.GetName("/Type") == "/EmbeddedFile");
        return Encoding.UTF8.GetString(file.Stream!.UnfilteredValue);
    }

    /// <summary>Everything that is written, page by page, as a reader that copies it gets it: through each font's own table of letters.</summary>
    public static IReadOnlyList<string> Read(byte[] pdf)
    {
        using var document = Open(pdf);
        return [.. document.Pages.Cast<PdfPage>().Select(page => Text(page))];
    }

    private static PdfDocument Open(byte[] pdf) => PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);

    private static string Text(PdfPage page)
    {
        var fonts = page.Resources.Elements.GetDictionary("/Font")!;
        var letters = fonts.Elements.Keys.ToDictionary(name => name, name => Letters(fonts.Elements.GetDictionary(name)!));
        var drawing = Encoding.Latin1.GetString([.. page.Contents.Elements.OfType<PdfReference>().SelectMany(part => ((PdfDictionary)part.Value).Stream!.UnfilteredValue)]);
        var (text, font) = (new StringBuilder(), "");
        foreach (Match match in Drawn().Matches(drawing))
        {
            if (match.Groups[1].Success)
                font = match.Groups[1].Value;
            else
                text.Append(string.Concat(Regex.Replace(match.Groups[2].Value, @"\s", "").Chunk(4).Select(code => letters[font].GetValueOrDefault(new(code), "\uFFFD")))).Append('\n');
        }
        return text.ToString();
    }

    private static Dictionary<string, string> Letters(PdfDictionary font)
    {
        var map = Encoding.Latin1.GetString(font.Elements.GetDictionary("/ToUnicode")!.Stream!.UnfilteredValue);
        return Range().Matches(map).ToDictionary(
            match => match.Groups[1].Value, match => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[2].Value)));
    }

    /// <summary>A font is chosen, or a text is drawn in it.</summary>
    [GeneratedRegex(@"(/\S+) [-\d.]+ Tf|<([0-9A-F\s]+)>\s*Tj")]
    private static partial Regex Drawn();

    [GeneratedRegex("<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]{4,8})>")]
    private static partial Regex Range();
}
