using System.Collections.Concurrent;
using Protocols.Ports;

namespace ProtocolFunctions.Tests.Notifying;

/// <summary>A carrier that takes everything, unless a test says otherwise, and remembers what it took.</summary>
internal sealed class Postman : IMessageCarrier
{
    private readonly ConcurrentQueue<OutgoingMessage> taken = new();

    public Func<OutgoingMessage, Carried> Answer { get; set; } = _ => new(CarriedAs.Sent, "p-1");

    /// <summary>How often it was given something.</summary>
    public int Given { get; private set; }

    public IReadOnlyList<OutgoingMessage> Taken => [.. taken];

    public Task<Carried> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        Given++;
        var carried = Answer(message);
        if (carried.As is CarriedAs.Sent or CarriedAs.Accepted)
            taken.Enqueue(message);
        return Task.FromResult(carried);
    }
}
