using Protocols.Api;
using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Local;

/// <summary>
/// Receives for every consumer there is, several messages at once, as triggers do in Azure. Told to stop it takes nothing more and
/// finishes what it holds. It is silent unless something goes wrong.
/// </summary>
internal sealed partial class QueueLoop(
    IMessageQueues queues, IReadOnlyList<Consumer> consumers, Deliveries deliveries, TimeProvider clock, ILogger<QueueLoop> logger) : BackgroundService
{
    private const int AtOnce = 4;

    private static readonly TimeSpan wait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan afterFailure = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        consumers.SelectMany(consumer => Enumerable.Range(0, AtOnce).Select(_ => ReceiveAsync(consumer, stoppingToken))));

    private async Task ReceiveAsync(Consumer consumer, CancellationToken stopping)
    {
        // So that the start waits for none of them.
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var held = await queues.ReceiveAsync(consumer.Queue, wait, stopping);
                if (held is not null)
                    await deliveries.HandleAsync(consumer, held, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                LogNotReceived(failed, consumer.Queue.Name);
                await Task.Delay(afterFailure, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Nothing can be received from {Queue}, or settled there")]
    private partial void LogNotReceived(Exception exception, string queue);
}
