using System.Collections.Frozen;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Outgoing;

/// <summary>The registry of messages: which facts somebody is waiting for, and in which queues. All others make none.</summary>
public static class Messages
{
    private static readonly FrozenDictionary<string, Awaited> kinds = new Dictionary<string, Awaited>
    {
        ["referred"] = new([QueueDefinition.Escalations]),
        ["redriven"] = new([QueueDefinition.Escalations]),
        // What repeats the case ends with it; the same consumer sees to whatever one protocol brings about in others.
        ["closed"] = new([QueueDefinition.Escalations], terms => terms is Closed { Together.Count: > 0 }),
        // The customer wants his number sent.
        ["opened"] = new([QueueDefinition.Notifications], terms => terms is Opened { ReceiptBy.Count: > 0 }),
        ["receipt-asked"] = new([QueueDefinition.Notifications]),
        // The history is mailed; by letter and as a download somebody or he himself sees to it.
        ["history-asked"] = new([QueueDefinition.Notifications], terms => terms is HistoryAsked { By: DeliveryWay.Email }),
        // What an action wrote to the customer; what agents tell of has happened already.
        ["contact"] = new([QueueDefinition.Notifications], terms => terms is EntryAdded { Template: not null }),
        // Whoever has the case, gets it or has to do something is told of it.
        ["referral-accepted"] = new([QueueDefinition.Notifications]),
        ["deadline-warned"] = new([QueueDefinition.Notifications]),
        ["deadline-breached"] = new([QueueDefinition.Notifications]),
        ["callback-missed"] = new([QueueDefinition.Notifications]),
        ["escalation-dead"] = new([QueueDefinition.Notifications]),
        ["action-taken"] = new([QueueDefinition.Notifications], terms => terms is ActionTaken { Department: not null } taken && taken.Effects.Any(EffectRequested.IsCalledFor)),
    }.ToFrozenDictionary();

    /// <summary>By kind, the queues that a fact of it may make a message for.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<QueueDefinition>> All { get; } =
        kinds.ToFrozenDictionary(kind => kind.Key, kind => kind.Value.Queues);

    /// <summary>What must leave once these facts are on record.</summary>
    public static IReadOnlyList<OutboxMessage> Of(string number, IReadOnlyList<Fact> facts) =>
    [
        .. from fact in facts
           from queue in QueuesOf(fact.Terms).Select((queue, i) => (queue.Name, N: i + 1))
           select new OutboxMessage($"{number}:{fact.N}:{queue.N}", queue.Name, fact.N, fact.At) { Trace = Spans.Context },
    ];

    /// <summary>The message as its queue takes it; in a queue with sessions those of one protocol keep their order.</summary>
    internal static QueueMessage ToSend(OutboxMessage message, string number, QueueDefinition queue) =>
        new(message.Id, new Pointer(number, message.Fact, message.Trace).Write()) { Session = queue.Sessions ? number : null };

    private static IReadOnlyList<QueueDefinition> QueuesOf(FactTerms terms) =>
        kinds.TryGetValue(terms.Kind, out var awaited) && awaited.When?.Invoke(terms) != false ? awaited.Queues : [];

    /// <param name="When">Which facts of the kind; null for all.</param>
    private sealed record Awaited(IReadOnlyList<QueueDefinition> Queues, Func<FactTerms, bool>? When = null);
}
