using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Moq;
using ProtocolFunctions.Queues;
using Protocols.Outgoing;
using Protocols.Ports;
using Protocols.Webhooks;

namespace ProtocolFunctions.Azure.Tests.Queues;

/// <summary>Each message is settled by the function itself, once, as its consumer says.</summary>
[Trait("Requirement", "M19")]
public sealed class QueueFunctionTests
{
    [Fact]
    public async Task What_is_no_pointer_joins_the_dead_letters_with_its_reason()
    {
        await using var shell = new AzureShell();
        var actions = new Mock<ServiceBusMessageActions>(MockBehavior.Strict);
        var message = Message(BinaryData.FromString("rubbish"));
        actions.Setup(settle => settle.DeadLetterMessageAsync(
            message, null, It.Is<string>(reason => reason.Length > 0), It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        await shell.Make<QueueFunctions>().HandleEscalations(message, actions.Object, default);

        actions.VerifyAll();
    }

    [Fact]
    public async Task A_referral_that_was_handled_is_completed_and_a_second_delivery_finds_nothing_to_do()
    {
        await using var shell = new AzureShell();
        var number = await shell.ReferredAsync();
        var actions = new Mock<ServiceBusMessageActions>(MockBehavior.Strict);
        var message = Message(BinaryData.FromBytes(new Pointer(number, 3).Write()));
        actions.Setup(settle => settle.CompleteMessageAsync(message, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        var functions = shell.Make<QueueFunctions>();
        await functions.HandleEscalations(message, actions.Object, default);
        var (_, read, _) = await shell.CallAsync("ReadProtocol", "GET", $"/api/protocols/{number}");
        Assert.Equal("supervisor", read.GetProperty("tier").GetString());
        await functions.HandleEscalations(message, actions.Object, default);

        actions.Verify(settle => settle.CompleteMessageAsync(message, It.IsAny<CancellationToken>()), Times.Exactly(2));
        var (_, again, _) = await shell.CallAsync("ReadProtocol", "GET", $"/api/protocols/{number}");
        Assert.Equal(read.GetProperty("integrity").GetRawText(), again.GetProperty("integrity").GetRawText());
    }

    [Fact]
    [Trait("Requirement", "M4")]
    public async Task Where_no_carrier_is_set_a_message_has_failed_and_says_so()
    {
        await using var shell = new AzureShell();
        var (_, opened, _) = await shell.CallAsync(
            "OpenProtocol", "POST", "/api/protocols",
            """{ "channel": "web", "subject": "Internet sem sinal", "customer": { "email": "maria@exemplo.com.br" }, "receiptBy": ["email"] }""");
        var number = opened.GetProperty("number").GetString()!;
        var actions = new Mock<ServiceBusMessageActions>(MockBehavior.Strict);
        var message = Message(BinaryData.FromBytes(new Pointer(number, 1).Write()));
        // Nothing would be gained by sending it again, so it piles up nowhere.
        actions.Setup(settle => settle.CompleteMessageAsync(message, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        await shell.Make<QueueFunctions>().SendNotifications(message, actions.Object, default);

        actions.VerifyAll();
        var (_, read, _) = await shell.CallAsync("ReadProtocol", "GET", $"/api/protocols/{number}");
        var last = read.GetProperty("timeline").EnumerateArray().Last();
        Assert.Equal(("message-failed", "no-carrier"), (last.GetProperty("kind").GetString(), last.GetProperty("data").GetProperty("reason").GetString()));
    }

    [Fact]
    [Trait("Requirement", "M30")]
    public async Task An_event_becomes_a_message_for_each_webhook_that_follows_it()
    {
        await using var shell = new AzureShell();
        var number = await shell.ReferredAsync();
        await shell.Services.Subscriptions.ChangeAsync(
            all => [new AddWebhook("https://crm.example.com/", ["protocol.opened"], null).Decide(all, false, null, shell.Services.Ring, default).Value!.Webhook], default);
        var actions = new Mock<ServiceBusMessageActions>(MockBehavior.Strict);
        var message = Message(BinaryData.FromBytes(new Pointer(number, 1).Write()));
        actions.Setup(settle => settle.CompleteMessageAsync(message, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        await shell.Make<QueueFunctions>().DeliverEvents(message, actions.Object, default);

        actions.VerifyAll();
        await using var held = await shell.Services.Queues.ReceiveAsync(QueueDefinition.Webhooks, TimeSpan.Zero, default);
        Assert.StartsWith($"{number}:1:w:", held!.Message.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_is_given_back()
    {
        await using var shell = new AzureShell();
        var number = await shell.ReferredAsync();
        await shell.CloseStoreAsync();
        var actions = new Mock<ServiceBusMessageActions>(MockBehavior.Strict);
        var message = Message(BinaryData.FromBytes(new Pointer(number, 3).Write()));
        actions.Setup(settle => settle.AbandonMessageAsync(message, null, It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);

        await shell.Make<QueueFunctions>().HandleEscalations(message, actions.Object, default);

        actions.VerifyAll();
    }

    private static ServiceBusReceivedMessage Message(BinaryData body) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(body: body, messageId: "m1", sessionId: "s1", deliveryCount: 1);
}
