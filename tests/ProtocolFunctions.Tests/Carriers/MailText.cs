using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace ProtocolFunctions.Tests.Carriers;

/// <summary>An e-mail as its reader sees it, read from its bytes.</summary>
/// <param name="Attached">The bytes of the one file that came with it; null where none did.</param>
internal sealed record MailText(IReadOnlyDictionary<string, string> Headers, string Body, byte[]? Attached = null)
{
    public string Subject => Decoded(Headers["Subject"]);

    public string To => Headers["To"];

    public static MailText Of(byte[] bytes)
    {
        var whole = Part(Encoding.UTF8.GetString(bytes));
        if (!whole.Headers["Content-Type"].StartsWith("multipart/", StringComparison.Ordinal))
            return whole;
        var parts = whole.Body.Split($"--{new ContentType(whole.Headers["Content-Type"]).Boundary}")[1..^1].Select(part => Part(part.Trim('\r', '\n'))).ToList();
        return whole with { Body = parts[0].Body, Attached = Convert.FromBase64String(Assert.Single(parts[1..]).Body) };
    }

    /// <summary>Lines of headers, an empty one, and what follows.</summary>
    private static MailText Part(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            // One that comes twice is somebody's forgery.
            headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }
        var body = text[(end + 4)..];
        return new(headers, headers.GetValueOrDefault("Content-Transfer-Encoding") == "quoted-printable" ? Unquoted(body) : body);
    }

    /// <summary>RFC 2047 as the base library reads it.</summary>
    private static string Decoded(string header)
    {
        using var reader = Attachment.CreateAttachmentFromString("", header);
        return reader.Name!;
    }

    private static string Unquoted(string body)
    {
        var bytes = new List<byte>();
        var joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=')
            {
                bytes.Add(byte.Parse(joined.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(joined[i].ToString()));
            }
        }
        return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r', '\n');
    }
}
