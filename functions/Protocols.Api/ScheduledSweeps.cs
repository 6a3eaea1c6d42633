using Microsoft.Extensions.Logging;
using Protocols.Api.Http;
using Protocols.Sweeping;

namespace Protocols.Api;

/// <summary>Runs a pass at its time and tells what it did, the same in every shell.</summary>
public sealed partial class ScheduledSweeps(ApiServices services, ILogger<ScheduledSweeps> logger)
{
    /// <param name="late">Its time had passed before it could be run.</param>
    public async Task RunAsync(Schedule schedule, bool late, CancellationToken stop)
    {
        var done = await services.Sweeps[schedule.Sweep].RunAsync(dryRun: false, stop);
        if (done.Failed > 0)
            LogFailed(schedule.Name, done.Failed, done.Found, done.Written);
        else if (done.Found > 0)
            LogDone(schedule.Name, done.Found, done.Written, late);
    }

    [LoggerMessage(1, LogLevel.Information, "{Sweep}: {Found} found, {Written} facts written; late: {Late}")]
    private partial void LogDone(string sweep, int found, int written, bool late);

    [LoggerMessage(2, LogLevel.Warning, "{Sweep}: {Failed} of {Found} could not be attended to and were put off; {Written} facts written")]
    private partial void LogFailed(string sweep, int failed, int found, int written);
}
