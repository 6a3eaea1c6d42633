using Protocols.Outgoing;
using Protocols.Ports;

namespace Protocols.Local;

/// <summary>
/// Receives for every consumer there is, several messages at once, as triggers do in Azure. Told to stop it takes nothing more and
/// finishes what it holds. It is silent unless something goes wrong.
/// </summary>
internal sealed partial class QueueLoop(
    IMessageQueues queues, IReadOnlyList<Consumer> consumers, TimeProvider clock, ILogger<QueueLoop> logger) : BackgroundService
{
    private const int AtOnce = 4;

    private static readonly TimeSpan wait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan afterFailure = TimeSpan.FromSeconds(2);

    /// <summary>What it receives from.</summary>
    public IEnumerable<QueueDefinition> Queues => consumers.Select(consumer => consumer.Queue);

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
                    await HandleAsync(consumer, held, stopping);
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

    /// <summary>Ends whatever was begun: only the pause before a message is given back is cut short by a stop.</summary>
    private async Task HandleAsync(Consumer consumer, IHeldMessage held, CancellationToken stopping)
    {
        var verdict = await LookAtAsync(consumer, held.Message);
        if (verdict.Kind == VerdictKind.Done)
        {
            await held.CompleteAsync(CancellationToken.None);
            return;
        }
        if (verdict.Kind == VerdictKind.Dead)
        {
            LogDead(held.Message.Id, consumer.Queue.Name, verdict.Reason);
            await held.DeadLetterAsync(verdict.Reason, verdict.Description, CancellationToken.None);
        }
        else
        {
            await Task.Delay(Consumer.Pause(held.Message), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await held.AbandonAsync(CancellationToken.None);
        }
        if (verdict.Kind == VerdictKind.Dead || consumer.IsLastDelivery(held.Message))
            await consumer.Buried(CancellationToken.None);
    }

    private async Task<Verdict> LookAtAsync(Consumer consumer, ReceivedMessage message)
    {
        try
        {
            return await consumer.Handle(message, CancellationToken.None);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            LogFailed(failed, message.Id, consumer.Queue.Name, message.Deliveries);
            return Verdict.Again;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {Id} of {Queue} failed at delivery {Deliveries}; it is given back")]
    private partial void LogFailed(Exception exception, string id, string queue, int deliveries);

    [LoggerMessage(2, LogLevel.Warning, "Message {Id} of {Queue} cannot be handled and joins the dead letters: {Reason}")]
    private partial void LogDead(string id, string queue, string reason);

    [LoggerMessage(3, LogLevel.Error, "Nothing can be received from {Queue}, or settled there")]
    private partial void LogNotReceived(Exception exception, string queue);
}
