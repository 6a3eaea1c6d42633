using Microsoft.Extensions.Configuration;
using Protocols.Api.Identity;
using Protocols.Api.Settings;

namespace ProtocolFunctions;

/// <summary>Who tells the service who calls.</summary>
internal static class AzureCallers
{
    /// <summary>The identity that the settings name: the one place of this shell where it is chosen.</summary>
    /// <returns>Null, with the reason among <paramref name="errors"/>, where the settings name none that may be here.</returns>
    public static ICallerReader? Open(IConfiguration configuration, List<SettingError> errors)
    {
        var asked = configuration["Identity:Mode"] is { Length: > 0 } given ? given : ServiceSettings.Development;
        errors.Add(new(
            "Identity:Mode",
            asked.Equals(ServiceSettings.Development, StringComparison.OrdinalIgnoreCase)
                ? $"'{asked}' lets callers name themselves and is for one's own machine only; this version has no other identity for Azure"
                : $"'{asked}' is not allowed; this version has no identity for Azure"));
        return null;
    }
}
