using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Protocols.Api;
using Protocols.Api.Http;
using Protocols.Api.Identity;
using Protocols.Api.Settings;
using Protocols.Ports;

namespace ProtocolFunctions;

/// <summary>The whole service in Azure: cloud stores and the company's identity under the shared HTTP surface.</summary>
internal static class AzureService
{
    /// <summary>Registers the service, or answers everything that is wrong with the settings and registers nothing.</summary>
    public static async Task<IReadOnlyList<SettingError>> AddAsync(IServiceCollection services, IConfiguration configuration, TimeProvider clock)
    {
        var (settings, wrong) = AzureSettings.Read(configuration);
        if (settings is null)
            return wrong;
        AzureTelemetry.Add(services, configuration, AzureStores.Identity(settings));
        var errors = new List<SettingError>();
        if (await AzureStores.OpenAsync(settings, clock, errors) is { } stores)
            Add(services, settings, stores, clock);
        return errors;
    }

    /// <summary>Registers the service over stores that are there.</summary>
    public static void Add(IServiceCollection services, ServiceSettings settings, StoreSet stores, TimeProvider clock) =>
        services
            .AddSingleton(ApiServices.Compose(settings, stores, clock, AzureCarriers.Of(settings, clock), AzureCarriers.Webhooks(settings, clock)))
            .AddSingleton<ICallerReader>(_ => settings.Issuer is { } issuer ? new OidcTokens(issuer, clock) : new DevelopmentTokens(stores.Ring, clock))
            .AddProtocolsApi();
}
