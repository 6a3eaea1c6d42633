using System.Globalization;
using Protocols.Api.Printing;
using Protocols.Api.Texts;
using Protocols.Notifying;
using Protocols.Numbering;

namespace Protocols.Api.Statements;

/// <summary>A letter to the customer, to be printed and posted (M4): what the template says, folded so that his name shows in a window.</summary>
/// <param name="company">Null where no setting names it.</param>
internal sealed class LetterPdf(Notification letter, Protocol protocol, string? company, DateTimeOffset now, TimeZoneInfo zone, CultureInfo culture)
{
    /// <summary>Where a window of the usual envelopes is, from the top of the page.</summary>
    private const double Window = 142, AfterWindow = 250;

    public byte[] Write()
    {
        using var pages = new PrintedPages();
        if (company is not null)
            pages.Write(company, Style.Heading);
        pages.Down(to: Window);
        pages.Write(protocol.Personal.Customer?.Name ?? Text("letter.customer"), Style.Letter);
        pages.Down(to: AfterWindow);
        pages.Write(TimeZoneInfo.ConvertTime(now, zone).ToString(Text("letter.date"), culture), Style.Letter);
        pages.Write(letter.Subject, Style.Heading);
        pages.Space(6);
        pages.Write(letter.Text, Style.Letter);
        var spoken = new ProtocolNumber(protocol.Number).Spoken;
        using var document = pages.Draw(Text("letter.title", spoken), culture.Name, (page, of) => Text("page", $"{page}", $"{of}"));
        document.Info.CreationDate = now.UtcDateTime;
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    private string Text(string name, params IReadOnlyList<string> values) => StatementTexts.Of(culture, name, values);
}
