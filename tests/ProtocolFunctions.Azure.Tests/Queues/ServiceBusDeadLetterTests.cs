using Azure.Messaging.ServiceBus;
using Moq;
using Protocols.Ports;

namespace ProtocolFunctions.Azure.Tests.Queues;

[Trait("Requirement", "M19")]
public sealed class ServiceBusDeadLetterTests
{
    private readonly FakeNamespace fake = new();
    private readonly List<string> settled = [];

    public ServiceBusDeadLetterTests()
    {
        fake.Dead.Setup(dead => dead.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
            .Callback<ServiceBusReceivedMessage, CancellationToken>((message, _) => settled.Add($"{message.MessageId} completed"))
            .Returns(Task.CompletedTask);
        fake.Dead.Setup(dead => dead.AbandonMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), null, It.IsAny<CancellationToken>()))
            .Callback<ServiceBusReceivedMessage, IDictionary<string, object>, CancellationToken>(
                (message, _, _) => settled.Add($"{message.MessageId} given back"))
            .Returns(Task.CompletedTask);
    }

    [Fact]
    public async Task What_is_not_there_is_not_looked_for()
    {
        Standing([]);
        Assert.False(await SendAgainAsync(5));

        Standing([FakeNamespace.Message(sequence: 6)]);
        Assert.False(await SendAgainAsync(5));

        Assert.Empty(fake.Sent);
        Assert.Empty(settled);
    }

    [Fact]
    public async Task A_page_goes_on_behind_the_place_given_and_shows_why_each_died()
    {
        var reasons = new Dictionary<string, object>
        {
            ["DeadLetterReason"] = "unreadable",
            ["DeadLetterErrorDescription"] = "It has no number.",
        };
        fake.Dead.Setup(dead => dead.PeekMessagesAsync(20, 8, It.IsAny<CancellationToken>()))
            .ReturnsAsync([FakeNamespace.Message("a", "s", 9, deliveries: 4, properties: reasons), FakeNamespace.Message("b", "s", 11)]);

        var page = await fake.Queues.PeekDeadAsync(QueueDefinition.Escalations, 7, 20, default);

        Assert.Equal([9, 11], page.Select(dead => dead.Sequence));
        Assert.Equal(("a", "s", 4), (page[0].Message.Id, page[0].Message.Session, page[0].Message.Deliveries));
        Assert.Equal(("unreadable", "It has no number."), (page[0].Reason, page[0].Description));
        Assert.Equal(("", ""), (page[1].Reason, page[1].Description));
        fake.Client.Verify(client => client.CreateReceiver("escalations", It.IsAny<ServiceBusReceiverOptions>()), Times.Once);
    }

    [Fact]
    public async Task One_is_sent_under_its_next_id_then_removed_and_those_before_it_are_given_back()
    {
        Standing(
            [FakeNamespace.Message("x", "s", 3), FakeNamespace.Message("y", "s", 4)],
            [FakeNamespace.Message("a", "s", 5), FakeNamespace.Message("z", "s", 6)]);

        Assert.True(await SendAgainAsync(5));

        var again = Assert.Single(Assert.Single(fake.Sent));
        Assert.Equal(("a~1", "s"), (again.MessageId, again.SessionId));
        Assert.Equal([7, 8], again.Body.ToArray());
        Assert.Equal("a", again.ApplicationProperties["resendOf"]);
        Assert.Equal(1, again.ApplicationProperties["resends"]);
        Assert.Equal(["a completed", "x given back", "y given back", "z given back"], settled);
    }

    [Fact]
    public async Task A_dead_letter_that_was_sent_again_before_remembers_its_first_id()
    {
        var properties = new Dictionary<string, object> { ["resendOf"] = "a", ["resends"] = 2, ["DeadLetterReason"] = "unreadable" };
        Standing([FakeNamespace.Message("a~2", "s", 5, properties: properties)]);

        Assert.True(await SendAgainAsync(5));

        var again = Assert.Single(Assert.Single(fake.Sent));
        Assert.Equal("a~3", again.MessageId);
        Assert.Equal("a", again.ApplicationProperties["resendOf"]);
        Assert.Equal(3, again.ApplicationProperties["resends"]);
        Assert.False(again.ApplicationProperties.ContainsKey("DeadLetterReason"));
    }

    [Fact]
    public async Task One_that_somebody_else_holds_is_left_and_the_others_are_given_back()
    {
        fake.Dead.Setup(dead => dead.PeekMessageAsync(5, It.IsAny<CancellationToken>())).ReturnsAsync(FakeNamespace.Message("a", "s", 5));
        Handing([FakeNamespace.Message("x", "s", 3)], []);

        Assert.False(await SendAgainAsync(5));

        Assert.Empty(fake.Sent);
        Assert.Equal(["x given back"], settled);
    }

    [Fact]
    public async Task What_could_not_be_sent_stays_among_the_dead_letters()
    {
        Standing([FakeNamespace.Message("x", "s", 3), FakeNamespace.Message("a", "s", 5)]);
        fake.Sender.Setup(sender => sender.SendMessagesAsync(It.IsAny<ServiceBusMessageBatch>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(FakeNamespace.Failure(ServiceBusFailureReason.ServiceBusy));

        await Assert.ThrowsAsync<StoreBusyException>(() => SendAgainAsync(5));

        Assert.DoesNotContain("a completed", settled);
        Assert.Contains("a given back", settled);
        Assert.Contains("x given back", settled);
    }

    private Task<bool> SendAgainAsync(long sequence) => fake.Queues.SendDeadAgainAsync(QueueDefinition.Escalations, sequence, default);

    /// <summary>What stands among the dead letters, in the portions in which it is handed out.</summary>
    private void Standing(params ServiceBusReceivedMessage[][] portions)
    {
        fake.Dead.Setup(dead => dead.PeekMessageAsync(5, It.IsAny<CancellationToken>()))
            .ReturnsAsync(portions.SelectMany(portion => portion).FirstOrDefault(message => message.SequenceNumber >= 5)!);
        Handing([.. portions, []]);
    }

    private void Handing(params ServiceBusReceivedMessage[][] portions)
    {
        var left = new Queue<ServiceBusReceivedMessage[]>(portions);
        fake.Dead.Setup(dead => dead.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(left.Dequeue);
    }
}
