using Microsoft.Azure.Functions.Worker;
using Protocols.Api.Http;
using Protocols.Sweeping;

namespace ProtocolFunctions.Timers;

/// <summary>The passes at their times. A pass that throws is shown as failed by the host and tried again at its next time.</summary>
public sealed class TimerFunctions(ApiServices services)
{
    [Function(Schedule.SweepDeadlines)]
    public Task SweepDeadlines([TimerTrigger(Schedule.EachMinute)] TimerInfo timer, CancellationToken stop) => RunAsync(Sweeps.Deadlines, stop);

    [Function(Schedule.SweepReturns)]
    public Task SweepReturns([TimerTrigger(Schedule.EachMinute)] TimerInfo timer, CancellationToken stop) => RunAsync(Sweeps.Returns, stop);

    private Task RunAsync(string sweep, CancellationToken stop) => services.Sweeps[sweep].RunAsync(dryRun: false, stop);
}
