using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using Protocols.Telemetry;

namespace ProtocolFunctions;

/// <summary>Traces, metrics and logs of the worker: to Application Insights, to whatever speaks OpenTelemetry's own protocol, or to both.</summary>
internal static class AzureTelemetry
{
    /// <summary>The host's own setting, read by it too.</summary>
    private const string Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>OpenTelemetry's own setting.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Without either setting nothing leaves the instance.</summary>
    /// <param name="identity">Who sends to Application Insights, which takes nothing by key.</param>
    public static void Add(IServiceCollection services, IConfiguration configuration, TokenCredential identity)
    {
        var telemetry = services.AddOpenTelemetry().UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource(Signals.Name))
            .WithMetrics(metrics => metrics.AddMeter(Signals.Name));
        if (configuration[Insights] is { Length: > 0 } connection)
        {
            telemetry.UseAzureMonitorExporter(exporter =>
            {
                exporter.ConnectionString = connection;
                exporter.Credential = identity;
            });
        }
        if (configuration[Endpoint] is { Length: > 0 })
            telemetry.UseOtlpExporter();
    }
}
