using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>Everything that anybody who measures or traces this process would be told.</summary>
internal sealed class EmittedSignals : IDisposable
{
    private readonly ConcurrentQueue<string> seen = new();
    private readonly MeterListener meters = new();
    private readonly ActivityListener activities;

    public EmittedSignals()
    {
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Listen<byte>();
        Listen<short>();
        Listen<int>();
        Listen<long>();
        Listen<float>();
        Listen<double>();
        Listen<decimal>();
        meters.Start();
        activities = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Take,
        };
        ActivitySource.AddActivityListener(activities);
    }

    public IReadOnlyCollection<string> Seen => seen;

    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
    }

    private void Listen<T>()
        where T : struct => meters.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
    {
        foreach (var (name, value) in tags)
            seen.Enqueue($"{instrument.Name} {name}={value}");
    });

    private void Take(Activity activity)
    {
        seen.Enqueue($"{activity.Source.Name} {activity.DisplayName}");
        foreach (var (name, value) in activity.TagObjects.Concat(activity.Events.SelectMany(one => one.Tags)))
            seen.Enqueue($"{activity.DisplayName} {name}={value}");
        foreach (var (name, value) in activity.Baggage)
            seen.Enqueue($"{activity.DisplayName} {name}={value}");
    }
}
