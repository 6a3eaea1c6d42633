using NCrontab;
using Protocols.Api.Http;
using Protocols.Ports;
using Protocols.Sweeping;

namespace Protocols.Local;

/// <summary>Runs each pass at its times, and once at the start, since nobody knows how long the service was down.</summary>
internal sealed partial class Timers(ApiServices services, ILogger<Timers> logger) : BackgroundService
{
    private static readonly TimeProvider machine = TimeProvider.System;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Schedule.All.Select(schedule => RunAsync(schedule, stoppingToken)));

    private async Task RunAsync(Schedule schedule, CancellationToken stop)
    {
        var times = CrontabSchedule.Parse(schedule.Cron, new() { IncludingSeconds = true });
        var sweep = services.Sweeps[schedule.Sweep];
        try
        {
            while (true)
            {
                await PassAsync(schedule.Name, sweep, stop);
                var now = machine.GetUtcNow().UtcDateTime;
                await Task.Delay(times.GetNextOccurrence(now) - now, machine, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service ends; what was not attended to is found again at the next start.
        }
    }

    /// <summary>A pass that fails is told and tried again at its next time; the timer goes on.</summary>
    private async Task PassAsync(string name, Sweep sweep, CancellationToken stop)
    {
        try
        {
            var done = await sweep.RunAsync(dryRun: false, stop);
            if (done.Failed > 0)
                LogFailed(name, done.Failed, done.Found, done.Written);
            else if (done.Found > 0)
                LogDone(name, done.Found, done.Written);
        }
        catch (Exception failed) when (failed is StoreBusyException or StoreFullException)
        {
            LogBroken(failed, name);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Sweep}: {Found} found, {Written} facts written")]
    private partial void LogDone(string sweep, int found, int written);

    [LoggerMessage(2, LogLevel.Warning, "{Sweep}: {Failed} of {Found} could not be attended to and were put off; {Written} facts written")]
    private partial void LogFailed(string sweep, int failed, int found, int written);

    [LoggerMessage(3, LogLevel.Error, "{Sweep} could not be finished and is tried again at its next time")]
    private partial void LogBroken(Exception exception, string sweep);
}
