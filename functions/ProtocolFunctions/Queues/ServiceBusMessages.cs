using System.Globalization;
using Azure.Messaging.ServiceBus;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>The port's messages as Service Bus has them, and back.</summary>
internal static class ServiceBusMessages
{
    private const string ResendOf = "resendOf";
    private const string Resends = "resends";

    public static ServiceBusMessage ToSend(QueueMessage message)
    {
        var made = new ServiceBusMessage(message.Body) { MessageId = message.Id, SessionId = message.Session };
        if (message.NotBefore is { } time)
            made.ScheduledEnqueueTime = time;
        return made;
    }

    /// <summary>A dead letter as it is sent again, under its next id.</summary>
    public static ServiceBusMessage Again(ServiceBusReceivedMessage dead)
    {
        var message = Received(dead);
        var again = new ServiceBusMessage(message.Body) { MessageId = message.NextId, SessionId = message.Session };
        again.ApplicationProperties[ResendOf] = message.ResendOf ?? message.Id;
        again.ApplicationProperties[Resends] = message.Resends + 1;
        return again;
    }

    public static ReceivedMessage Received(ServiceBusReceivedMessage message) => new(
        message.MessageId,
        message.SessionId,
        message.Body.ToArray(),
        message.DeliveryCount,
        message.EnqueuedTime,
        message.ApplicationProperties.TryGetValue(ResendOf, out var first) ? first as string : null,
        message.ApplicationProperties.TryGetValue(Resends, out var times) ? Convert.ToInt32(times, CultureInfo.InvariantCulture) : 0);

    /// <remarks>Whoever puts a message there by other means may give neither reason nor description.</remarks>
    public static DeadLetter Dead(ServiceBusReceivedMessage message) => new(
        message.SequenceNumber, Received(message), message.DeadLetterReason ?? "", message.DeadLetterErrorDescription ?? "");
}
