using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>
/// The queues of a Service Bus namespace. Whoever made the client disposes it, and with it the links that are kept here. In
/// production triggers receive; receiving through the port serves the contract's tests and whoever works a queue by hand.
/// </summary>
internal sealed class ServiceBusQueues(ServiceBusClient client, TimeProvider clock) : IMessageQueues
{
    // Less is not enough for one answer over the network.
    private static readonly TimeSpan leastWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new();
    private readonly ConcurrentDictionary<string, ServiceBusReceiver> receivers = new();
    private readonly ServiceBusDeadLetters dead = new(client, clock);

    public Task SendAsync(QueueDefinition queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var message in messages)
            message.Check(queue);
        return messages.Count == 0
            ? Task.CompletedTask
            : ServiceBusErrors.TranslateAsync(() => SendAsync(Sender(queue), messages.Select(ServiceBusMessages.ToSend), cancellation));
    }

    public Task<IHeldMessage?> ReceiveAsync(QueueDefinition queue, TimeSpan wait, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        wait = wait < leastWait ? leastWait : wait;
        return ServiceBusErrors.TranslateAsync(() =>
            queue.Sessions ? ReceiveFromSessionAsync(queue, wait, cancellation) : ReceivePlainAsync(queue, wait, cancellation));
    }

    public Task<IReadOnlyList<DeadLetter>> PeekDeadAsync(QueueDefinition queue, long after, int limit, CancellationToken cancellation) =>
        ServiceBusErrors.TranslateAsync(() => dead.PeekAsync(queue, after, limit, cancellation));

    public Task<bool> SendDeadAgainAsync(QueueDefinition queue, long sequence, CancellationToken cancellation) =>
        ServiceBusErrors.TranslateAsync(() => dead.TakeAsync(
            queue,
            sequence,
            found => SendAsync(Sender(queue), [ServiceBusMessages.Again(found)], cancellation),
            cancellation));

    private ServiceBusSender Sender(QueueDefinition queue) => senders.GetOrAdd(queue.Name, client.CreateSender);

    /// <summary>As many batches as their size asks for, one after another, so that the order stays.</summary>
    private static async Task<int> SendAsync(
        ServiceBusSender sender, IEnumerable<ServiceBusMessage> messages, CancellationToken cancellation)
    {
        var (batch, sent) = (await sender.CreateMessageBatchAsync(cancellation), 0);
        try
        {
            foreach (var message in messages)
            {
                if (batch.TryAddMessage(message))
                    continue;
                await sender.SendMessagesAsync(batch, cancellation);
                sent += batch.Count;
                batch.Dispose();
                batch = await sender.CreateMessageBatchAsync(cancellation);
                if (!batch.TryAddMessage(message))
                    throw new InvalidOperationException($"Message {message.MessageId} is larger than the namespace allows.");
            }
            await sender.SendMessagesAsync(batch, cancellation);
            return sent + batch.Count;
        }
        finally
        {
            batch.Dispose();
        }
    }

    private async Task<IHeldMessage?> ReceivePlainAsync(QueueDefinition queue, TimeSpan wait, CancellationToken cancellation)
    {
        var receiver = receivers.GetOrAdd(queue.Name, client.CreateReceiver);
        return await receiver.ReceiveMessageAsync(wait, cancellation) is { } message ? new ServiceBusHold(receiver, message) : null;
    }

    private async Task<IHeldMessage?> ReceiveFromSessionAsync(QueueDefinition queue, TimeSpan wait, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        while (await AcceptAsync(queue, either.Token, cancellation) is { } session)
        {
            // A session may have been emptied by whoever held it before.
            if (await FirstAsync(session, cancellation) is { } message)
                return new ServiceBusHold(session, message);
        }
        return null;
    }

    /// <summary>The next session that is free, under its lock; null when the wait is over.</summary>
    private async Task<ServiceBusSessionReceiver?> AcceptAsync(
        QueueDefinition queue, CancellationToken waitOrGiveUp, CancellationToken giveUp)
    {
        try
        {
            return await client.AcceptNextSessionAsync(queue.Name, cancellationToken: waitOrGiveUp);
        }
        catch (ServiceBusException error) when (error.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            return null;
        }
        catch (OperationCanceledException) when (!giveUp.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The session's first message; null, and the session let go, where it has none.</summary>
    private static async Task<ServiceBusReceivedMessage?> FirstAsync(ServiceBusSessionReceiver session, CancellationToken cancellation)
    {
        ServiceBusReceivedMessage? message = null;
        try
        {
            message = await session.ReceiveMessageAsync(leastWait, cancellation);
            return message;
        }
        finally
        {
            if (message is null)
                await session.DisposeAsync();
        }
    }
}
