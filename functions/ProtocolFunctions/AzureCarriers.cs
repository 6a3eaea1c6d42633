using System.Diagnostics.CodeAnalysis;
using Protocols.Api.Settings;
using Protocols.Notifying;
using Protocols.Stores.Carriers;
using Protocols.Webhooks;

namespace ProtocolFunctions;

/// <summary>What takes messages out of the house in Azure: there is no folder, so what is not set is not sent, and the record says so.</summary>
internal static class AzureCarriers
{
    [SuppressMessage("Reliability", "CA2000", Justification = "It lives as long as the process.")]
    public static HandOver Webhooks(ServiceSettings settings, TimeProvider clock) => new WebhookSender(clock, local: settings.Issuer is null).SendAsync;

    [SuppressMessage("Reliability", "CA2000", Justification = "They live as long as the process.")]
    public static Carriers Of(ServiceSettings settings, TimeProvider clock) => new(
        settings.Mail is { } mail ? new SmtpCarrier(new(mail.Host, mail.Port, mail.StartTls, mail.User, mail.Password, mail.From)) : null,
        settings.Gateway is { } gateway ? new GatewayCarrier(GatewayCarrier.Client(gateway.Reach), gateway.Url, [.. gateway.Secret], clock) : null);
}
