using Azure.Messaging.ServiceBus;
using Moq;
using Protocols.Ports;

namespace ProtocolFunctions.Azure.Tests.Queues;

[Trait("Requirement", "M19")]
public sealed class ServiceBusSendingTests
{
    private readonly FakeNamespace fake = new();

    [Fact]
    public async Task What_the_queue_cannot_take_is_refused_before_anything_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(new("a", [1]), new("b", [1]) { Session = "s" }));
        Assert.Empty(fake.Sent);
    }

    [Fact]
    public async Task No_messages_are_no_call()
    {
        await SendAsync();
        fake.Client.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_message_keeps_its_id_session_time_and_body()
    {
        var time = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        await fake.Queues.SendAsync(
            QueueDefinition.Escalations, [new("a", [7]) { Session = "s", NotBefore = time }, new("b", []) { Session = "t" }], default);

        var sent = Assert.Single(fake.Sent);
        Assert.Equal(["a", "b"], sent.Select(message => message.MessageId));
        Assert.Equal(["s", "t"], sent.Select(message => message.SessionId));
        Assert.Equal([time, default], sent.Select(message => message.ScheduledEnqueueTime));
        Assert.Equal([[7], []], sent.Select(message => message.Body.ToArray()));
        fake.Client.Verify(client => client.CreateSender("escalations"), Times.Once);
    }

    [Fact]
    public async Task What_does_not_fit_one_batch_goes_in_several_in_order()
    {
        fake.BatchSize = 2;
        await SendAsync([.. Enumerable.Range(0, 5).Select(n => new QueueMessage($"{n}", [1]))]);

        Assert.Equal([["0", "1"], ["2", "3"], ["4"]], fake.Sent.Select(batch => batch.Select(message => message.MessageId)));
    }

    [Fact]
    public async Task A_message_that_fits_no_batch_is_named()
    {
        fake.BatchSize = 0;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(new QueueMessage("large", [1])));
        Assert.Contains("large", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.QuotaExceeded, typeof(StoreFullException))]
    [InlineData(ServiceBusFailureReason.ServiceBusy, typeof(StoreBusyException))]
    [InlineData(ServiceBusFailureReason.ServiceTimeout, typeof(StoreBusyException))]
    [InlineData(ServiceBusFailureReason.ServiceCommunicationProblem, typeof(StoreBusyException))]
    [InlineData(ServiceBusFailureReason.MessagingEntityNotFound, typeof(ServiceBusException))]
    public async Task What_the_service_throws_becomes_what_the_port_promises(ServiceBusFailureReason reason, Type expected)
    {
        fake.Sender.Setup(sender => sender.SendMessagesAsync(It.IsAny<ServiceBusMessageBatch>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(FakeNamespace.Failure(reason));

        Assert.IsType(expected, await Record.ExceptionAsync(() => SendAsync(new QueueMessage("a", [1]))));
    }

    private Task SendAsync(params QueueMessage[] messages) => fake.Queues.SendAsync(QueueDefinition.Webhooks, messages, default);
}
