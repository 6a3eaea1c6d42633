using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Sweeping;

/// <summary>
/// What becomes of one protocol when its time has come: the facts are written by the service itself, and the date by which it was
/// found moves on, also where nothing was left to be written.
/// </summary>
/// <param name="publisher">Sends what it makes known; without one the relay does.</param>
public sealed class AttendProtocol(IProtocolStore store, KeyRing ring, RuleBook book, TimeProvider clock, Publisher? publisher = null)
{
    private const int MostAttempts = 20;

    private static readonly TimeSpan firstPause = TimeSpan.FromMinutes(1), longestPause = TimeSpan.FromHours(6);

    /// <returns>How many facts were written; null where nothing was to be done, so that it stays where it was found.</returns>
    public async Task<int?> RunAsync(string number, Func<Protocol, Rules, DateTimeOffset, Decision> decide, CancellationToken cancellation)
    {
        using var span = Spans.Start("AttendProtocol", number);
        return await AttendAsync(number, decide, cancellation);
    }

    private async Task<int?> AttendAsync(string number, Func<Protocol, Rules, DateTimeOffset, Decision> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await store.FindAsync(number, cancellation) is not { } stored)
                return null;
            using var current = Case.Open(stored, ring);
            var now = clock.Now() is var asked && asked > current.State.LastAt ? asked : current.State.LastAt;
            var facts = decide(current.State, await book.OfAsync(current.State, cancellation), now).Facts;
            var written = CaseWriter.Append(current, facts, Actor.Service, now, null, ring, book);
            var document = (publisher is null ? written.Document : await publisher.ReadyAsync(written, cancellation)) with { Trouble = null };
            if (facts.Count == 0 && document.Index.SameDates(stored.Document.Index) && stored.Document.Trouble is null)
                return null;
            if (!await store.ReplaceAsync(stored, document, written.Page, cancellation))
                continue;
            Signals.Committed(written.Facts);
            if (publisher is not null)
                await publisher.TryAsync(document);
            return facts.Count;
        }
        throw new StoreBusyException("Others change the protocol all the time.");
    }

    /// <summary>
    /// Puts off one that cannot be attended to, for longer each time, so that it keeps nobody else waiting. Touches nothing that
    /// would have to be read, which may be what is wrong with it.
    /// </summary>
    /// <param name="what">The kind of error; nothing of the protocol's.</param>
    public async Task PutOffAsync(string number, Awaited awaited, string what, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await store.FindAsync(number, cancellation) is not { } stored)
                return;
            var times = (stored.Document.Trouble?.Times ?? 0) + 1;
            var pause = firstPause * Math.Pow(2, Math.Min(times - 1, 12));
            var retryAt = clock.Now() + (pause < longestPause ? pause : longestPause);
            var document = stored.Document with
            {
                Trouble = new(times, retryAt, what),
                Index = stored.Document.Index.With(awaited, retryAt),
            };
            if (await store.ReplaceAsync(stored, document, null, cancellation))
                return;
        }
    }
}
