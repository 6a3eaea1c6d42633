using OpenTelemetry;
using Protocols.Telemetry;

namespace Protocols.Local;

/// <summary>Traces and metrics in OpenTelemetry's own protocol, to where its own settings say.</summary>
internal static class LocalTelemetry
{
    /// <summary>OpenTelemetry's own setting; without it nothing is listened to and nothing leaves.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Add(WebApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 })
            return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(Signals.Name))
            .WithMetrics(metrics => metrics.AddMeter(Signals.Name))
            .UseOtlpExporter();
    }
}
