using Microsoft.Extensions.Configuration;
using Protocols.Api.Settings;
using Protocols.Chain;
using Protocols.Ports;

namespace ProtocolFunctions;

/// <summary>What the service keeps its protocols in, and the keys it keeps them under.</summary>
internal sealed record AzureStores(IProtocolStore Protocols, INumberBlocks NumberBlocks, KeyRing Ring)
{
    /// <summary>The stores that the settings name: the one place of this shell where stores are chosen.</summary>
    /// <returns>Null, with the reason among <paramref name="errors"/>, where the settings name none.</returns>
    public static AzureStores? Open(IConfiguration configuration, List<SettingError> errors)
    {
        var asked = configuration["Stores:Protocols"] is { Length: > 0 } given ? given : ServiceSettings.Embedded;
        errors.Add(new(
            "Stores:Protocols",
            $"'{asked}' is no store of the Azure shell, and this version has none for it; what is kept on an instance's disk is lost with the instance"));
        return null;
    }
}
