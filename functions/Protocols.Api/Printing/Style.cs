using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace Protocols.Api.Printing;

/// <summary>How a paragraph is set, and what it is to whoever has it read aloud.</summary>
/// <param name="Before">White above it, in points.</param>
/// <param name="Follow">How much of what comes next must stand on the same page, in points.</param>
internal sealed record Style(XFont Font, XBrush Ink, PdfBlockLevelElementTag Tag, double Before, double Follow = 0)
{
    private const double Leading = 1.38;

    private static readonly XBrush black = new XSolidBrush(XColor.FromArgb(0x1A, 0x1A, 0x1A)), grey = new XSolidBrush(XColor.FromArgb(0x59, 0x59, 0x59));

    public double Height => Font.Size * Leading;

    public static Style Title { get; } = new(EmbeddedFonts.Font(18, bold: true), black, PdfBlockLevelElementTag.Heading1, 0);
    public static Style Heading { get; } = new(EmbeddedFonts.Font(12, bold: true), black, PdfBlockLevelElementTag.Heading2, 18, Follow: 44);
    public static Style Strong { get; } = new(EmbeddedFonts.Font(9.5, bold: true), black, PdfBlockLevelElementTag.Heading3, 10, Follow: 28);
    public static Style Text { get; } = new(EmbeddedFonts.Font(9.5), black, PdfBlockLevelElementTag.Paragraph, 2);
    public static Style Letter { get; } = new(EmbeddedFonts.Font(11), black, PdfBlockLevelElementTag.Paragraph, 8);
    public static Style Quiet { get; } = new(EmbeddedFonts.Font(8.5), grey, PdfBlockLevelElementTag.Paragraph, 0);
    public static Style Fine { get; } = new(EmbeddedFonts.Font(6.5), grey, PdfBlockLevelElementTag.Paragraph, 2);
}
