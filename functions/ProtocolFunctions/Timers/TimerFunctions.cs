using Microsoft.Azure.Functions.Worker;
using Protocols.Api;
using Protocols.Sweeping;

namespace ProtocolFunctions.Timers;

/// <summary>The passes at their times. A pass that throws is shown as failed by the host and tried again at its next time.</summary>
public sealed class TimerFunctions(ScheduledSweeps sweeps)
{
    [Function(Schedule.SweepDeadlines)]
    public Task SweepDeadlines([TimerTrigger(Schedule.EachMinute)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.SweepDeadlines), timer.IsPastDue, stop);

    [Function(Schedule.SweepReturns)]
    public Task SweepReturns([TimerTrigger(Schedule.EachMinute)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.SweepReturns), timer.IsPastDue, stop);

    [Function(Schedule.RelayOutbox)]
    public Task RelayOutbox([TimerTrigger(Schedule.EachMinute)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.RelayOutbox), timer.IsPastDue, stop);

    [Function(Schedule.SealDay)]
    public Task SealDay([TimerTrigger(Schedule.QuarterPast)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.SealDay), timer.IsPastDue, stop);

    [Function(Schedule.SweepRecordings)]
    public Task SweepRecordings([TimerTrigger(Schedule.EachHour)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.SweepRecordings), timer.IsPastDue, stop);

    [Function(Schedule.RotateKeys)]
    public Task RotateKeys([TimerTrigger(Schedule.EachHour)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.RotateKeys), timer.IsPastDue, stop);

    [Function(Schedule.SweepRetention)]
    public Task SweepRetention([TimerTrigger(Schedule.EachHour)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.SweepRetention), timer.IsPastDue, stop);

    [Function(Schedule.UpdateReports)]
    public Task UpdateReports([TimerTrigger(Schedule.EachFiveMinutes)] TimerInfo timer, CancellationToken stop) =>
        sweeps.RunAsync(Schedule.Named(Schedule.UpdateReports), timer.IsPastDue, stop);
}
