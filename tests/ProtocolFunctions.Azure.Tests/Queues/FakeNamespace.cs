using Azure.Messaging.ServiceBus;
using Moq;
using ProtocolFunctions.Queues;
using Protocols.Ports;

namespace ProtocolFunctions.Azure.Tests.Queues;

/// <summary>A client of Service Bus without a service behind it: what is not set up fails the test.</summary>
internal sealed class FakeNamespace
{
    public FakeNamespace()
    {
        Sender.Setup(sender => sender.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).ReturnsAsync(NewBatch);
        Sender.Setup(sender => sender.SendMessagesAsync(It.IsAny<ServiceBusMessageBatch>(), It.IsAny<CancellationToken>()))
            .Callback(() => Sent.Add([.. current]))
            .Returns(Task.CompletedTask);
        Client.Setup(client => client.CreateSender(It.IsAny<string>())).Returns(Sender.Object);
        Client.Setup(client => client.CreateReceiver(QueueDefinition.WebhooksName)).Returns(Receiver.Object);
        Client.Setup(client => client.CreateReceiver(
                It.IsAny<string>(), It.Is<ServiceBusReceiverOptions>(options => options.SubQueue == SubQueue.DeadLetter)))
            .Returns(Dead.Object);
        Session.Setup(session => session.DisposeAsync()).Returns(ValueTask.CompletedTask);
        Queues = new ServiceBusQueues(Client.Object, TimeProvider.System);
    }

    private readonly List<ServiceBusMessage> current = [];

    public Mock<ServiceBusClient> Client { get; } = new(MockBehavior.Strict);

    public Mock<ServiceBusSender> Sender { get; } = new(MockBehavior.Strict);

    public Mock<ServiceBusReceiver> Receiver { get; } = new(MockBehavior.Strict);

    public Mock<ServiceBusReceiver> Dead { get; } = new(MockBehavior.Strict);

    public Mock<ServiceBusSessionReceiver> Session { get; } = new(MockBehavior.Strict);

    public IMessageQueues Queues { get; }

    /// <summary>What was sent, a list for each batch.</summary>
    public List<IReadOnlyList<ServiceBusMessage>> Sent { get; } = [];

    /// <summary>How many messages a batch holds.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>Lets the queue without sessions hand out a message.</summary>
    public async Task<IHeldMessage> ReceiveAsync(ServiceBusReceivedMessage message)
    {
        Receiver.Setup(receiver => receiver.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(message);
        return await TakeAsync(QueueDefinition.Webhooks);
    }

    /// <summary>Lets the queue with sessions hand out a message.</summary>
    public async Task<IHeldMessage> ReceiveFromSessionAsync(ServiceBusReceivedMessage message)
    {
        Client.Setup(client => client.AcceptNextSessionAsync(
                QueueDefinition.EscalationsName, It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Session.Object);
        Session.Setup(session => session.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(message);
        return await TakeAsync(QueueDefinition.Escalations);
    }

    public static ServiceBusReceivedMessage Message(
        string id = "a", string? session = null, long sequence = 1, int deliveries = 1, Dictionary<string, object>? properties = null) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromBytes(new byte[] { 7, 8 }),
            messageId: id,
            sessionId: session,
            sequenceNumber: sequence,
            deliveryCount: deliveries,
            enqueuedTime: new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero),
            properties: properties);

    public static ServiceBusException Failure(ServiceBusFailureReason reason) => new("It failed.", reason);

    private async Task<IHeldMessage> TakeAsync(QueueDefinition queue) =>
        await Queues.ReceiveAsync(queue, TimeSpan.Zero, default) ?? throw new InvalidOperationException("Nothing came.");

    private ServiceBusMessageBatch NewBatch()
    {
        current.Clear();
        return ServiceBusModelFactory.ServiceBusMessageBatch(0, current, null, _ => current.Count < BatchSize);
    }
}
