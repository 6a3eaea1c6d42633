using System.Net.Mail;
using Protocols.Api.Identity;
using Protocols.Outgoing;

namespace Protocols.Api.Settings;

/// <summary>The mail server that takes what the company sends, and in whose name.</summary>
/// <param name="User">Null where the server asks for none.</param>
public sealed record MailSettings(string Host, int Port, bool StartTls, string? User, string? Password, MailAddress From)
{
    public const string StartTlsName = "StartTls", PlainName = "None";

    /// <summary>Texts made of it in passing tell no password.</summary>
    public override string ToString() => $"{Host}:{Port}";

    internal static MailSettings? Read(SettingReader read)
    {
        var host = read.Optional("Mail:Host", value => Uri.CheckHostName(value) != UriHostNameType.Unknown);
        var port = read.Number("Mail:Port", 1, 65_535);
        var tls = read.Choice("Mail:Tls", StartTlsName, PlainName) == StartTlsName;
        var (user, password) = (read.Optional("Mail:User", IsPlain), read.Optional("Mail:Password", IsPlain));
        var from = FromOf(read);
        read.Optional("Mail:From", value => MailAddress.TryCreate(value, out _) && !value.Any(char.IsControl));
        if (user is not null && password is null)
            read.Need("Mail:Password", with: "Mail:User");
        if (password is not null && user is null)
            read.Need("Mail:User", with: "Mail:Password");
        if (!tls && password is not null && !LoopbackOnly.IsLoopback(host ?? ""))
            read.Errors.Add(new("Mail:Tls", $"'{PlainName}' would tell Mail:Password to whoever listens; with a password it may be {StartTlsName}"));
        if (host is not null && from is null && read.Text("Mail:From").Length == 0)
            read.Need("Mail:From", with: "Mail:Host");
        return host is null || from is null ? null : new(host, port, tls, user, password, from);
    }

    private static bool IsPlain(string value) => !value.Any(char.IsControl);

    /// <summary>Null where none is given, or none that is an address.</summary>
    internal static MailAddress? FromOf(SettingReader read) => MailAddress.TryCreate(read.Text("Mail:From"), out var from) ? from : null;
}

/// <summary>The company's gateway for SMS and WhatsApp.</summary>
/// <param name="Secret">Both sides sign with it.</param>
/// <param name="Reach">Where it may stand.</param>
public sealed record GatewaySettings(Uri Url, IReadOnlyList<byte> Secret, Reach Reach)
{
    private const string Prefix = "whsec_";
    private const int Least = 24, Most = 64;

    internal static GatewaySettings? Read(SettingReader read)
    {
        var url = read.Address("Gateway:Url", plain: true);
        read.Optional("Gateway:Secret", value => Bytes(value) is not null);
        var secret = SecretOf(read);
        if (url is not null && secret is null)
            read.Need("Gateway:Secret", with: "Gateway:Url");
        var inside = read.Choice("Gateway:Private", "true", "false") == "true";
        var reach = url is { IsLoopback: true } ? Reach.Loopback : inside ? Reach.Company : Reach.Public;
        if (url is not null && !reach.Allows(url))
            read.Errors.Add(new("Gateway:Url", $"'{url.Host}' is no public address; where the gateway stands in the company's own network, Gateway:Private says so"));
        return url is null || secret is null ? null : new(url, secret, reach);
    }

    /// <summary>Null where none is given, or none that is one. Whoever only reports what became of mail needs it alone.</summary>
    internal static IReadOnlyList<byte>? SecretOf(SettingReader read) => Bytes(read.Text("Gateway:Secret"));

    private static byte[]? Bytes(string? text)
    {
        var buffer = new byte[text?.Length ?? 0];
        return text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], buffer, out var count) && count is >= Least and <= Most
                ? buffer[..count]
                : null;
    }
}
