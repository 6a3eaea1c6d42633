using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>The dead letters of the queues: a queue beside each, without sessions.</summary>
internal sealed class ServiceBusDeadLetters(ServiceBusClient client, TimeProvider clock)
{
    private const int TakenAtOnce = 100;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ServiceBusReceiver> receivers = new();

    public async Task<IReadOnlyList<DeadLetter>> PeekAsync(QueueDefinition queue, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var page = await Receiver(queue).PeekMessagesAsync(limit, after + 1, cancellation);
        return [.. page.Select(ServiceBusMessages.Dead)];
    }

    /// <summary>
    /// Removes one after something was done with it. A queue can only be taken from its head, so those before it are held
    /// meanwhile and given back; to others they are not there for so long.
    /// </summary>
    /// <param name="use">Comes first: if it or what follows fails, the dead letter stays, and asking again does no harm.</param>
    /// <returns>False when it is not there, or somebody else holds it.</returns>
    public async Task<bool> TakeAsync(
        QueueDefinition queue, long sequence, Func<ServiceBusReceivedMessage, Task> use, CancellationToken cancellation)
    {
        var receiver = Receiver(queue);
        if (await receiver.PeekMessageAsync(sequence, cancellation) is not { } there || there.SequenceNumber != sequence)
            return false;
        var held = new List<ServiceBusReceivedMessage>();
        try
        {
            if (await FindAsync(queue, sequence, held, cancellation) is not { } found)
                return false;
            await use(found);
            held.Remove(found);
            await ServiceBusErrors.SettleAsync(() => receiver.CompleteMessageAsync(found, cancellation));
            return true;
        }
        finally
        {
            foreach (var message in held)
                await ServiceBusErrors.SettleAsync(() => receiver.AbandonMessageAsync(message, null, CancellationToken.None));
        }
    }

    private async Task<ServiceBusReceivedMessage?> FindAsync(
        QueueDefinition queue, long sequence, List<ServiceBusReceivedMessage> held, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        while (await Receiver(queue).ReceiveMessagesAsync(TakenAtOnce, patience, cancellation) is { Count: > 0 } taken)
        {
            held.AddRange(taken);
            if (taken.FirstOrDefault(message => message.SequenceNumber == sequence) is { } found)
                return found;
            // The first ones' locks are about to pass, and they would be taken again and again.
            if (clock.GetElapsedTime(start) > queue.Lock / 2)
                throw new StoreBusyException($"There are too many dead letters in '{queue.Name}' before {sequence}.");
        }
        return null;
    }

    private ServiceBusReceiver Receiver(QueueDefinition queue) => receivers.GetOrAdd(
        queue.Name, name => client.CreateReceiver(name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }));
}
