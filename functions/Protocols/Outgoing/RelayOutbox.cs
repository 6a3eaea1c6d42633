using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Outgoing;

/// <summary>What a pass of the relay did.</summary>
/// <param name="Protocols">How many had messages that waited.</param>
/// <param name="Failed">Numbers of those whose messages could not be sent or struck out; the next pass tries again.</param>
public sealed record Relayed(int Protocols, IReadOnlyList<(string Number, Exception Why)> Failed);

/// <summary>
/// Sends the messages that did not leave with their change, and strikes out those that did (M19). Safe to run twice, late and in two
/// instances at once: a message sent again is the same message, and striking out happens under the protocol's version.
/// </summary>
public sealed class RelayOutbox(IProtocolStore store, Publisher publisher, TimeProvider clock)
{
    /// <summary>How long a message may be on its way with its change.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private const int Batch = 50, MostFailures = 200;

    public async Task<Relayed> RunAsync(CancellationToken cancellation)
    {
        var (seen, failed) = (new HashSet<string>(), new List<(string, Exception)>());
        // Those that fail stay the oldest, so each batch asks past them; when so many do, it is the queue that fails.
        while (failed.Count < MostFailures)
        {
            var waiting = await store.AwaitingAsync(Awaited.Relay, clock.GetUtcNow() - Grace, Batch + failed.Count, cancellation);
            var batch = waiting.Where(seen.Add).ToList();
            if (batch.Count == 0)
                break;
            foreach (var number in batch)
            {
                try
                {
                    await RelayAsync(number, cancellation);
                }
                catch (Exception why) when (!cancellation.IsCancellationRequested)
                {
                    failed.Add((number, why));
                }
            }
        }
        return new(seen.Count, failed);
    }

    private async Task RelayAsync(string number, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { Document: var document })
            return;
        await publisher.SendAsync(document, cancellation);
        foreach (var message in document.Outbox)
            Signals.Relayed(clock.GetUtcNow() - message.At);
        var sent = document.Outbox.Select(message => message.Id).ToHashSet();
        await store.ChangeOutboxAsync(
            number,
            waiting => waiting.Any(message => sent.Contains(message.Id)) ? [.. waiting.Where(message => !sent.Contains(message.Id))] : null,
            cancellation);
    }
}
