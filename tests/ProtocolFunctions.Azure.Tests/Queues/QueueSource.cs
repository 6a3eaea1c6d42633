using Azure.Messaging.ServiceBus;
using ProtocolFunctions.Queues;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Queues;

/// <summary>Every kind of queue here that the contract suite runs on: a namespace or an emulator, which has to be named.</summary>
public static class QueueSource
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(2);

    public static TheoryData<string> All { get; } = ["ServiceBus"];

    internal static async Task<QueuesUnderTest> OpenAsync(string name)
    {
        Assert.Equal("ServiceBus", name);
        var connection = Environment.GetEnvironmentVariable("SERVICEBUS_CONNECTION");
        Skip.If(connection is null, "SERVICEBUS_CONNECTION is not set; the contract was tested on the embedded queues only.");
        var client = new ServiceBusClient(connection);
        var queues = new ServiceBusQueues(client, TimeProvider.System);
        foreach (var queue in new[] { QueuesUnderTest.Plain, QueuesUnderTest.Sessions })
            await EmptyAsync(client, queues, queue);
        return new()
        {
            Queues = queues,
            Clock = TimeProvider.System,
            Patience = TimeSpan.FromSeconds(5),
            Pass = time =>
            {
                Skip.If(time > longest, $"Service Bus has its own clock, and {time} is too long to wait for.");
                return Task.Delay(time);
            },
            Reopen = async () =>
            {
                await client.DisposeAsync();
                client = new ServiceBusClient(connection);
                return new ServiceBusQueues(client, TimeProvider.System);
            },
            Close = async () => await client.DisposeAsync(),
        };
    }

    /// <summary>Removes what earlier tests have left.</summary>
    private static async Task EmptyAsync(ServiceBusClient client, ServiceBusQueues queues, QueueDefinition queue)
    {
        while (await queues.ReceiveAsync(queue, TimeSpan.FromSeconds(1), CancellationToken.None) is { } held)
        {
            await using (held)
                await held.CompleteAsync(CancellationToken.None);
        }
        await using var dead = client.CreateReceiver(queue.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        while (await dead.ReceiveMessagesAsync(100, TimeSpan.FromSeconds(1)) is { Count: > 0 } left)
        {
            foreach (var message in left)
                await dead.CompleteMessageAsync(message);
        }
    }
}
