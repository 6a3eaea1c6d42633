using System.Collections.Frozen;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Ports;

namespace Protocols.Outgoing;

/// <summary>The registry of messages: which kinds of facts somebody is waiting for, and in which queues. All others make none.</summary>
public static class Messages
{
    private static readonly FrozenDictionary<string, IReadOnlyList<QueueDefinition>> queues = new Dictionary<string, IReadOnlyList<QueueDefinition>>
    {
        ["referred"] = [QueueDefinition.Escalations],
        ["redriven"] = [QueueDefinition.Escalations],
        // Whoever got the case is told of it.
        ["referral-accepted"] = [QueueDefinition.Notifications],
    }.ToFrozenDictionary();

    public static IReadOnlyDictionary<string, IReadOnlyList<QueueDefinition>> All => queues;

    /// <summary>What must leave once these facts are on record.</summary>
    public static IReadOnlyList<OutboxMessage> Of(string number, IReadOnlyList<Fact> facts) =>
    [
        .. from fact in facts
           from queue in queues.GetValueOrDefault(fact.Terms.Kind, []).Select((queue, i) => (queue.Name, N: i + 1))
           select new OutboxMessage($"{number}:{fact.N}:{queue.N}", queue.Name, fact.N, fact.At),
    ];

    /// <summary>The message as its queue takes it; in a queue with sessions those of one protocol keep their order.</summary>
    internal static QueueMessage ToSend(OutboxMessage message, string number, QueueDefinition queue) =>
        new(message.Id, new Pointer(number, message.Fact).Write()) { Session = queue.Sessions ? number : null };
}
