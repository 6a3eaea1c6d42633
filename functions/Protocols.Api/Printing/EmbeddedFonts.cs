using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Protocols.Api.Printing;

/// <summary>
/// The one typeface of what is printed: Open Sans (Apache-2.0), shipped within, so that a document is the same wherever it is made. It has the letters of
/// every Latin, Greek and Cyrillic alphabet; what it lacks is drawn as an empty box.
/// </summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    private const string Family = "Open Sans", Regular = "OpenSans-Regular", Bold = "OpenSans-Bold";

    private static readonly XPdfFontOptions everyLetter = new(PdfFontEncoding.Unicode);

    // The library asks one resolver for the whole process.
    static EmbeddedFonts() => GlobalFontSettings.FontResolver = new EmbeddedFonts();

    private EmbeddedFonts()
    {
    }

    public static XFont Font(double size, bool bold = false) => new(Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, everyLetter);

    /// <inheritdoc/>
    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? Bold : Regular);

    /// <inheritdoc/>
    public byte[]? GetFont(string faceName)
    {
        using var resource = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream($"Protocols.Api.Printing.Fonts.{faceName}.ttf")
            ?? throw new InvalidOperationException($"The font {faceName} is not among the resources.");
        var font = new byte[resource.Length];
        resource.ReadExactly(font);
        return font;
    }
}
