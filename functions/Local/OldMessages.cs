namespace Protocols.Local;

/// <summary>Once an hour, and at the start: messages in the folder that stands for sending are not kept beyond their time.</summary>
internal sealed partial class OldMessages(LocalCarriers carriers, ILogger<OldMessages> logger) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause);
        do
        {
            try
            {
                if (carriers.RemoveOld() is > 0 and var removed)
                    LogRemoved(removed);
            }
            catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
            {
                LogKept(kept);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} messages were old and are removed from their folder")]
    private partial void LogRemoved(int count);

    [LoggerMessage(2, LogLevel.Warning, "Old messages could not be removed from their folder")]
    private partial void LogKept(Exception exception);
}
