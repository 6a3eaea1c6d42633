using NCrontab;
using Protocols.Api;
using Protocols.Sweeping;

namespace Protocols.Local;

/// <summary>Runs each pass at its times, and once at the start, since nobody knows how long the service was down.</summary>
internal sealed partial class Timers(ScheduledSweeps sweeps, ILogger<Timers> logger) : BackgroundService
{
    private static readonly TimeProvider machine = TimeProvider.System;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Schedule.All.Select(schedule => RunAsync(schedule, stoppingToken)));

    private async Task RunAsync(Schedule schedule, CancellationToken stop)
    {
        var times = CrontabSchedule.Parse(schedule.Cron, new() { IncludingSeconds = true });
        try
        {
            for (var late = true; ; late = false)
            {
                await PassAsync(schedule, late, stop);
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
    private async Task PassAsync(Schedule schedule, bool late, CancellationToken stop)
    {
        try
        {
            await sweeps.RunAsync(schedule, late, stop);
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            LogBroken(failed, schedule.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Sweep} could not be finished and is tried again at its next time")]
    private partial void LogBroken(Exception exception, string sweep);
}
