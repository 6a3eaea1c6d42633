using System.Globalization;
using System.Text;
using ProtocolFunctions.Tests.Carriers;
using ProtocolFunctions.Tests.Service.Support;
using Protocols.Notifying;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>What the company's gateway says became of messages.</summary>
internal static class GatewayReports
{
    /// <summary>The setting under which its reports are taken.</summary>
    public static string[] Setting { get; } = ["--Gateway:Secret", $"whsec_{Convert.ToBase64String(SmallGateway.Secret)}"];

    /// <param name="signed">What the signature is over, where that is not the body.</param>
    public static Task<Reply> ReportAsync(this RunningService service, string body, byte[]? key = null, DateTimeOffset? at = null, string? signed = null)
    {
        var time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return service.Anyone.SendTextAsync(
            "POST", "delivery-reports", body, ("webhook-id", "r-1"), ("webhook-timestamp", time),
            ("webhook-signature", WebhookSignature.Of(key ?? SmallGateway.Secret, "r-1", time, Encoding.UTF8.GetBytes(signed ?? body))));
    }
}
