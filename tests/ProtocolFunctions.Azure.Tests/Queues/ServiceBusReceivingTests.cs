using Azure.Messaging.ServiceBus;
using Moq;
using Protocols.Ports;

namespace ProtocolFunctions.Azure.Tests.Queues;

[Trait("Requirement", "M19")]
public sealed class ServiceBusReceivingTests
{
    private readonly FakeNamespace fake = new();

    [Fact]
    public async Task Nothing_within_the_wait_is_nothing()
    {
        fake.Receiver.Setup(receiver => receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(9), default))
            .ReturnsAsync((ServiceBusReceivedMessage)null!);
        Assert.Null(await fake.Queues.ReceiveAsync(QueueDefinition.Webhooks, TimeSpan.FromSeconds(9), default));

        Accepting().ThrowsAsync(FakeNamespace.Failure(ServiceBusFailureReason.ServiceTimeout));
        Assert.Null(await fake.Queues.ReceiveAsync(QueueDefinition.Escalations, TimeSpan.Zero, default));

        Accepting().Returns<string, object, CancellationToken>(async (_, _, wait) =>
        {
            await Task.Delay(Timeout.Infinite, wait);
            throw new InvalidOperationException("It waited for ever.");
        });
        Assert.Null(await fake.Queues.ReceiveAsync(QueueDefinition.Escalations, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task A_wait_that_is_given_up_says_so()
    {
        using var giveUp = new CancellationTokenSource();
        await giveUp.CancelAsync();
        Accepting().ThrowsAsync(new OperationCanceledException());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => fake.Queues.ReceiveAsync(QueueDefinition.Escalations, TimeSpan.FromMinutes(1), giveUp.Token));
    }

    [Fact]
    public async Task What_was_received_is_told_as_it_is()
    {
        var properties = new Dictionary<string, object> { ["resendOf"] = "first", ["resends"] = 2 };
        await using var held = await fake.ReceiveAsync(FakeNamespace.Message("first~2", deliveries: 3, properties: properties));

        Assert.Equal(("first~2", null, 3), (held.Message.Id, held.Message.Session, held.Message.Deliveries));
        Assert.Equal([7, 8], held.Message.Body);
        Assert.Equal(12, held.Message.EnqueuedAt.Hour);
        Assert.Equal(("first", 2, "first~3"), (held.Message.ResendOf, held.Message.Resends, held.Message.NextId));
    }

    [Fact]
    public async Task A_session_is_let_go_with_its_message_and_a_shared_receiver_is_kept()
    {
        await using (var held = await fake.ReceiveFromSessionAsync(FakeNamespace.Message(session: "s")))
        {
            Assert.Equal("s", held.Message.Session);
            fake.Session.Verify(session => session.DisposeAsync(), Times.Never);
        }
        fake.Session.Verify(session => session.DisposeAsync(), Times.Once);

        await (await fake.ReceiveAsync(FakeNamespace.Message())).DisposeAsync();
        await (await fake.ReceiveAsync(FakeNamespace.Message())).DisposeAsync();
        fake.Receiver.Verify(receiver => receiver.DisposeAsync(), Times.Never);
        fake.Client.Verify(client => client.CreateReceiver(QueueDefinition.WebhooksName), Times.Once);
    }

    [Fact]
    public async Task A_session_that_was_emptied_is_let_go_and_the_next_one_taken()
    {
        Accepting().ReturnsAsync(fake.Session.Object);
        fake.Session.SetupSequence(session => session.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((ServiceBusReceivedMessage)null!)
            .ReturnsAsync(FakeNamespace.Message("b", "t"));

        var held = await fake.Queues.ReceiveAsync(QueueDefinition.Escalations, TimeSpan.FromMinutes(1), default);

        Assert.Equal("b", held?.Message.Id);
        fake.Session.Verify(session => session.DisposeAsync(), Times.Once);
    }

    [Fact]
    public async Task A_session_that_cannot_be_read_is_let_go()
    {
        Accepting().ReturnsAsync(fake.Session.Object);
        fake.Session.Setup(session => session.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(FakeNamespace.Failure(ServiceBusFailureReason.ServiceBusy));

        await Assert.ThrowsAsync<StoreBusyException>(
            () => fake.Queues.ReceiveAsync(QueueDefinition.Escalations, TimeSpan.FromMinutes(1), default));

        fake.Session.Verify(session => session.DisposeAsync(), Times.Once);
    }

    [Fact]
    public async Task Settling_asks_the_service_once_and_a_second_time_is_lost()
    {
        var message = FakeNamespace.Message();
        fake.Receiver.Setup(receiver => receiver.CompleteMessageAsync(message, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);
        fake.Receiver.Setup(receiver => receiver.AbandonMessageAsync(message, null, default)).Returns(Task.CompletedTask);
        fake.Receiver.Setup(receiver => receiver.RenewMessageLockAsync(message, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);
        fake.Receiver.Setup(receiver => receiver.DeadLetterMessageAsync(message, "r", new string('d', 1024), It.IsAny<CancellationToken>()))
            .Returns(Task.CompletedTask);

        foreach (var settle in Settlements())
        {
            await using var held = await fake.ReceiveAsync(message);
            Assert.Equal(Settlement.Done, await held.RenewAsync(default));
            Assert.Equal(Settlement.Done, await settle(held));
            Assert.Equal(Settlement.Lost, await settle(held));
            Assert.Equal(Settlement.Lost, await held.RenewAsync(default));
        }

        fake.Receiver.Verify(receiver => receiver.CompleteMessageAsync(message, default), Times.Once);
        fake.Receiver.Verify(receiver => receiver.AbandonMessageAsync(message, null, default), Times.Once);
        fake.Receiver.Verify(receiver => receiver.RenewMessageLockAsync(message, default), Times.Exactly(3));
    }

    [Fact]
    public async Task In_a_session_the_session_s_lock_is_renewed()
    {
        fake.Session.Setup(session => session.RenewSessionLockAsync(default)).Returns(Task.CompletedTask);
        await using var held = await fake.ReceiveFromSessionAsync(FakeNamespace.Message(session: "s"));

        Assert.Equal(Settlement.Done, await held.RenewAsync(default));

        fake.Session.Verify(session => session.RenewSessionLockAsync(default), Times.Once);
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.MessageLockLost)]
    [InlineData(ServiceBusFailureReason.SessionLockLost)]
    public async Task A_lock_that_is_lost_is_an_answer(ServiceBusFailureReason reason)
    {
        var message = FakeNamespace.Message();
        var lost = FakeNamespace.Failure(reason);
        fake.Receiver.Setup(receiver => receiver.CompleteMessageAsync(message, It.IsAny<CancellationToken>())).ThrowsAsync(lost);
        fake.Receiver.Setup(receiver => receiver.AbandonMessageAsync(message, null, It.IsAny<CancellationToken>())).ThrowsAsync(lost);
        fake.Receiver.Setup(receiver => receiver.RenewMessageLockAsync(message, It.IsAny<CancellationToken>())).ThrowsAsync(lost);
        fake.Receiver.Setup(receiver => receiver.DeadLetterMessageAsync(message, It.IsAny<string>(), It.IsAny<string>(), default))
            .ThrowsAsync(lost);
        await using var held = await fake.ReceiveAsync(message);

        foreach (var settle in Settlements())
            Assert.Equal(Settlement.Lost, await settle(held));
        Assert.Equal(Settlement.Lost, await held.RenewAsync(default));
    }

    [Fact]
    public async Task A_settlement_that_was_not_answered_is_no_settlement()
    {
        var message = FakeNamespace.Message();
        fake.Receiver.SetupSequence(receiver => receiver.CompleteMessageAsync(message, It.IsAny<CancellationToken>()))
            .ThrowsAsync(FakeNamespace.Failure(ServiceBusFailureReason.ServiceTimeout))
            .Returns(Task.CompletedTask);
        await using var held = await fake.ReceiveAsync(message);

        await Assert.ThrowsAsync<StoreBusyException>(() => held.CompleteAsync(default));
        Assert.Equal(Settlement.Done, await held.CompleteAsync(default));
    }

    private static Func<IHeldMessage, Task<Settlement>>[] Settlements() =>
    [
        held => held.CompleteAsync(default),
        held => held.AbandonAsync(default),
        held => held.DeadLetterAsync("r", new string('d', 5000), default),
    ];

    private Moq.Language.Flow.ISetup<ServiceBusClient, Task<ServiceBusSessionReceiver>> Accepting() => fake.Client.Setup(client =>
        client.AcceptNextSessionAsync(
            QueueDefinition.EscalationsName, It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()));
}
