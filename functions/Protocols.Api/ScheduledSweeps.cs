using Microsoft.Extensions.Logging;
using Protocols.Api.Http;
using Protocols.Sweeping;
using Protocols.Telemetry;

namespace Protocols.Api;

/// <summary>Runs a pass at its time and tells what it did, the same in every shell.</summary>
public sealed partial class ScheduledSweeps(ApiServices services, ILogger<ScheduledSweeps> logger)
{
    /// <param name="late">Its time had passed before it could be run.</param>
    public async Task RunAsync(Schedule schedule, bool late, CancellationToken stop)
    {
        var done = await MeasuredAsync(schedule, stop);
        foreach (var failure in done.Failures)
            LogFailed(failure.Error, schedule.Name, failure.Number);
        if (done.Found > 0)
            LogDone(schedule.Name, done.Found, done.Written, done.Failures.Count, late);
        if (done.Busy)
            LogBusy(schedule.Name);
    }

    private async Task<SweepReport> MeasuredAsync(Schedule schedule, CancellationToken stop)
    {
        using var span = Spans.Start(schedule.Name);
        var begun = Signals.Begin();
        SweepReport? done = null;
        try
        {
            done = await services.Sweeps[schedule.Sweep].RunAsync(false, stop);
            span?.SetTag(Spans.Found, done.Found).SetTag(Spans.Written, done.Written);
            return done;
        }
        finally
        {
            if (done is null)
                Signals.SweepFailed(schedule.Sweep, begun);
            else
                Signals.Swept(schedule.Sweep, done.Busy, done.Found, done.Failures.Count, begun);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Sweep}: {Found} found, {Written} facts written, {Failed} put off; late: {Late}")]
    private partial void LogDone(string sweep, int found, int written, int failed, bool late);

    [LoggerMessage(2, LogLevel.Error, "{Sweep}: protocol {Number} cannot be attended to")]
    private partial void LogFailed(Exception exception, string sweep, string number);

    [LoggerMessage(3, LogLevel.Information, "{Sweep} is left to another process, which is running it")]
    private partial void LogBusy(string sweep);
}
