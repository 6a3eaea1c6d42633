using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Protocols.Api;
using Protocols.Api.Http;
using Protocols.Api.Identity;
using Protocols.Api.Settings;

namespace ProtocolFunctions;

/// <summary>The whole service in Azure: cloud stores and the company's identity under the shared HTTP surface.</summary>
internal static class AzureService
{
    /// <summary>Registers the service, or answers everything that is wrong with the settings and registers nothing.</summary>
    public static IReadOnlyList<SettingError> Add(IServiceCollection services, IConfiguration configuration, TimeProvider clock)
    {
        var (settings, wrong) = ServiceSettings.Read(configuration);
        var errors = new List<SettingError>();
        var stores = AzureStores.Open(configuration, errors);
        var callers = AzureCallers.Open(configuration, errors);
        // What this shell says of a setting holds over what any shell allows.
        errors.AddRange(wrong.Where(error => errors.TrueForAll(own => own.Name != error.Name)).ToList());
        if (settings is not null && stores is not null && callers is not null && errors.Count == 0)
            Add(services, settings, stores, callers, clock);
        return errors;
    }

    /// <summary>Registers the service over stores and identity that are there.</summary>
    public static void Add(IServiceCollection services, ServiceSettings settings, AzureStores stores, ICallerReader callers, TimeProvider clock) =>
        services
            .AddSingleton(ApiServices.Compose(settings, stores.Protocols, stores.NumberBlocks, stores.Ring, clock))
            .AddSingleton(callers)
            .AddProtocolsApi();
}
