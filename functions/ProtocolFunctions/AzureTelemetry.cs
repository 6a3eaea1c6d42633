using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace ProtocolFunctions;

/// <summary>Traces, metrics and logs of the worker, in OpenTelemetry's own protocol.</summary>
internal static class AzureTelemetry
{
    /// <summary>OpenTelemetry's own setting; without it nothing leaves the instance.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
        if (configuration[Endpoint] is { Length: > 0 })
            telemetry.UseOtlpExporter();
    }
}
