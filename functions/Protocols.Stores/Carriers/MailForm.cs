using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Protocols.Notifying;
using Protocols.Ports;

namespace Protocols.Stores.Carriers;

/// <summary>The one form in which a message is an e-mail.</summary>
internal static class MailForm
{
    private const int LongestSubject = 200;

    /// <summary>The name of the message among all mail: the same each time, so that a mailbox can tell a repetition.</summary>
    public static string IdOf(OutgoingMessage message, MailAddress from) => $"{message.Id}@{from.Host}";

    /// <exception cref="FormatException">The address cannot be written to.</exception>
    public static MailMessage Of(OutgoingMessage message, MailAddress from)
    {
        var mail = new MailMessage
        {
            From = from,
            Subject = Line(message.Subject),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.To.Add(To(message));
        if (message.Attached is { } file)
            mail.Attachments.Add(new(new MemoryStream(file.Bytes, writable: false), file.Name, file.MediaType));
        mail.Headers.Add("Message-ID", $"<{IdOf(message, from)}>");
        // Nobody's out-of-office answers a machine (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// <summary>What is no e-mail can be looked at in the folder all the same; nobody's mail is at a name like this (RFC 2606).</summary>
    private static MailAddress To(OutgoingMessage message) => message.By == Means.Email
        ? new(message.To)
        : new($"{message.To.TrimStart('+')}@{Codes<Means>.Of(message.By)}.invalid", message.To);

    /// <summary>A header ends with its line, and so would one that somebody wants to add.</summary>
    private static string Line(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)).Trim();
        return line.Length <= LongestSubject ? line : line[..LongestSubject];
    }
}
