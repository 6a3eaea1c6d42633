using System.Net.Mail;
using Protocols.Api.Settings;
using Protocols.Notifying;
using Protocols.Ports;
using Protocols.Stores.Carriers;

namespace Protocols.Local;

/// <summary>What takes messages out of the house, as it is set; for what is not set a folder stands in, so that they can be looked at.</summary>
internal sealed class LocalCarriers : IDisposable
{
    private const string Folder = "messages";

    private static readonly MailAddress nobody = new("atendimento@empresa.example");

    private readonly HttpClient? http;
    private readonly MailFolder folder;

    public LocalCarriers(ServiceSettings settings, TimeProvider clock)
    {
        folder = new MailFolder(FolderOf(settings), settings.MailFrom ?? nobody, clock);
        IMessageCarrier mail = settings.Mail is { } server
            ? new SmtpCarrier(new(server.Host, server.Port, server.StartTls, server.User, server.Password, server.From))
            : folder;
        http = settings.Gateway is null ? null : GatewayCarrier.Client(settings.Gateway.Reach);
        IMessageCarrier gateway = settings.Gateway is { } set ? new GatewayCarrier(http!, set.Url, [.. set.Secret], clock) : folder;
        All = new(mail, gateway);
        Webhooks = new(clock, local: settings.Issuer is null);
    }

    public Carriers All { get; }

    public WebhookSender Webhooks { get; }

    /// <summary>Removes messages that stood long enough in the folder, also where mail is sent by now.</summary>
    public int RemoveOld() => folder.RemoveOld();

    public static string FolderOf(ServiceSettings settings) => Path.Combine(settings.DataDirectory, Folder);

    public void Dispose()
    {
        http?.Dispose();
        Webhooks.Dispose();
    }
}
