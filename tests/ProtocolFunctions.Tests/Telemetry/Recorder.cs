using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Protocols.Telemetry;

namespace ProtocolFunctions.Tests.Telemetry;

/// <summary>Whoever listens to the whole process, so its tests run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Listening
{
    public const string Name = "Listening";
}

/// <summary>Listens to all that the service says of itself, from its making to its end.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ActivityListener spans;
    private readonly MeterListener meters = new();

    public Recorder()
    {
        spans = new()
        {
            ShouldListenTo = source => source.Name == Signals.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(spans);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Signals.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured.Enqueue(new(instrument.Name, value, Text(tags))));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured.Enqueue(new(instrument.Name, value, Text(tags))));
        meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    public ConcurrentQueue<Measurement> Measured { get; } = new();

    /// <summary>Spans of one name, once there are any.</summary>
    public async Task<IReadOnlyList<Activity>> NamedAsync(string name)
    {
        for (var tries = 0; tries < 400 && !Spans.Any(span => span.OperationName == name); tries++)
            await Task.Delay(25);
        return [.. Spans.Where(span => span.OperationName == name)];
    }

    /// <summary>What was measured under a name, with its tags as <c>key=value</c>.</summary>
    public IReadOnlyList<Measurement> Of(string name) => [.. Measured.Where(one => one.Name == name)];

    /// <summary>The names of all instruments there are.</summary>
    public static IReadOnlyList<string> Instruments()
    {
        _ = Signals.WatchesRequests;
        var names = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Signals.Name)
                names.Add(instrument.Name);
        };
        listener.Start();
        return names;
    }

    public void Dispose()
    {
        spans.Dispose();
        meters.Dispose();
    }

    private static string[] Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            text[i] = $"{tags[i].Key}={tags[i].Value}";
        return text;
    }
}

internal sealed record Measurement(string Name, double Value, string[] Tags)
{
    public bool Has(params string[] tags) => tags.All(Tags.Contains);
}
