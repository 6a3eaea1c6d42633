using OpenTelemetry;
using OpenTelemetry.Trace;
using Protocols.Telemetry;

namespace Protocols.Local;

/// <summary>Traces and metrics in OpenTelemetry's own protocol, to where its own settings say.</summary>
internal static class LocalTelemetry
{
    /// <summary>OpenTelemetry's own setting; without it nothing is listened to and nothing leaves.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The server makes a span around each call that nobody here listens to, since it would bear the address; what is ours inside of it counts all the same.</summary>
    private static readonly Sampler sampler = new ParentBasedSampler(new AlwaysOnSampler(), localParentNotSampled: new AlwaysOnSampler());

    public static void Add(WebApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 })
            return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(Signals.Name).SetSampler(sampler))
            .WithMetrics(metrics => metrics.AddMeter(Signals.Name))
            .UseOtlpExporter();
    }
}
