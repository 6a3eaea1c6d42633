using Microsoft.Extensions.Configuration;
using Protocols.Api.Settings;

namespace ProtocolFunctions;

/// <summary>The settings, held against what Azure asks for beyond what any shell does.</summary>
internal static class AzureSettings
{
    /// <summary>What the Functions command line sets on a developer's machine, and Azure never does.</summary>
    private const string Environment = "AZURE_FUNCTIONS_ENVIRONMENT";

    public static (ServiceSettings? Settings, IReadOnlyList<SettingError> Errors) Read(IConfiguration configuration)
    {
        var (settings, errors) = ServiceSettings.Read(configuration);
        if (settings is null)
            return (null, errors);
        errors = [.. InAzure(settings, IsOnOnesOwnMachine(configuration, settings))];
        return (errors.Count == 0 ? settings : null, errors);
    }

    /// <summary>Started by hand, on an emulator: nothing that anybody could lose or reach.</summary>
    private static bool IsOnOnesOwnMachine(IConfiguration configuration, ServiceSettings settings) =>
        "Development".Equals(configuration[Environment], StringComparison.OrdinalIgnoreCase) && settings.CosmosAccount is { IsEmulator: true };

    private static IEnumerable<SettingError> InAzure(ServiceSettings settings, bool own)
    {
        if (settings.CosmosAccount is not { } account)
            yield return new("Stores:Protocols", $"'{ServiceSettings.Embedded}' is lost with the instance's disk; here it may be {ServiceSettings.Cosmos}");
        else if (account is { IsEmulator: true } && !own)
            yield return new("Cosmos:Endpoint", $"'{account.Endpoint}' is an emulator's; here it may be the https address of an account");
        else if (account is { IsEmulator: true, Key: null })
            yield return new("Cosmos:Key", "is needed with an emulator, which knows no identities");
        if (settings.ServiceBus is not { } bus || (bus.Namespace is null && !own))
            yield return new("ServiceBusConnection:fullyQualifiedNamespace", "is needed: escalations travel by Service Bus; it may be a host name such as company.servicebus.windows.net");
        if (settings.Recordings is not { } recordings)
            yield return new("Recordings:Endpoint", "is needed: files are lost with the instance's disk; it may be the https address of a storage account's Blob service");
        else if (recordings.IsEmulator && !own)
            yield return new("Recordings:Endpoint", $"'{recordings.Endpoint}' is an emulator's; here it may be the https address of a storage account's Blob service");
        if (settings.Issuer is null && !own)
            yield return new("Identity:Mode", $"'{ServiceSettings.Development}' lets callers name themselves; here it may be {ServiceSettings.Oidc}");
        if (settings.Vault is null && !own)
            yield return new("KeyVault:Uri", "is needed: a key file is lost with the instance's disk, and with it all that is personal");
    }
}
