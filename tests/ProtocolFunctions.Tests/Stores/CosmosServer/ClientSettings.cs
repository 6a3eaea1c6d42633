using System.Runtime.CompilerServices;

namespace ProtocolFunctions.Tests.Stores.CosmosServer;

internal static class ClientSettings
{
    /// <summary>
    /// The client plans its queries itself, with the service's own parser, so the server needs none and no wrong SQL gets
    /// through. It must stand before the first client; a request for a plan is answered 400, should an update drop the switch.
    /// </summary>
    [ModuleInitializer]
    internal static void PlanQueriesInProcess() =>
        Environment.SetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "true");
}
