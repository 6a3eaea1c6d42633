using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Deadlines;
using Protocols.Documents;
using Protocols.Facts;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Cases;

/// <summary>What a change led to, or led to when it was first asked for.</summary>
/// <param name="State">The case after it.</param>
/// <param name="Facts">The facts it wrote; none where it was already so.</param>
/// <param name="Replayed">The request had been answered before; nothing was done now.</param>
public sealed record Changed(Protocol State, IReadOnlyList<Fact> Facts, string Head, bool Replayed)
{
    /// <summary>Its due dates as of the change; null where nothing was changed now.</summary>
    public Clocks? Due { get; init; }
}

/// <summary>
/// The one way a protocol changes: read, decide, replace under the version that was read, and again from the start when somebody
/// was faster. A repeated request finds its receipt in the document and is answered from the facts it led to.
/// </summary>
/// <param name="publisher">Sends what a change makes known; without one the relay does.</param>
public sealed class ChangeProtocol(IProtocolStore store, KeyRing ring, RuleBook book, TimeProvider clock, Publisher? publisher = null)
{
    private const int MostAttempts = 200;

    /// <summary>For decisions that no rule of the company has a say in.</summary>
    public Task<Result<Changed>> RunAsync(
        string number, Caller caller, Conditions conditions, Func<Protocol, DateTimeOffset, Decision> decide, CancellationToken cancellation) =>
        RunAsync(number, caller, conditions, (state, _, now) => decide(state, now), cancellation);

    /// <param name="decide">Pure: state, the rules it stands under and now in, facts or a refusal out. May run several times.</param>
    public async Task<Result<Changed>> RunAsync(
        string number,
        Caller caller,
        Conditions conditions,
        Func<Protocol, Rules, DateTimeOffset, Decision> decide,
        CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await store.FindAsync(number, cancellation) is not { } stored)
                return Refusals.NotFound;
            using var current = Case.Open(stored, ring);
            if (!caller.CanSee(current.State))
                return Refusals.NotFound;
            if (Find(current, conditions.Key, clock.Now()) is { } receipt)
                return await ReplayAsync(current, receipt, conditions.Key!, cancellation);
            if (conditions.IfMatch is { } versions && !versions.Contains(current.State.Facts))
                return Refusals.Stale;

            var now = Later(clock.Now(), current.State.LastAt);
            var decision = decide(current.State, await book.OfAsync(current.State, cancellation), now);
            // Nothing personal can be kept any more, so nobody begins anything with it.
            if (current.State.ErasedAt is not null && decision.Facts.Count > 0 && !ReferenceEquals(caller, Caller.Service))
                decision = Refusals.RecordErased;
            if (decision.Refusal is not null && (conditions.Key is null || !IsRemembered(decision.Refusal)))
                return decision.Refusal;
            if (decision.Facts.Count == 0 && conditions.Key is null)
                return new Changed(current.State, [], current.Document.Head, Replayed: false);

            var answered = conditions.Key is null ? null : ReceiptOf(conditions.Key, current.State.Facts, decision, now);
            var written = CaseWriter.Append(current, decision.Facts, caller.Actor, now, answered, ring, book);
            var document = publisher is null ? written.Document : await publisher.ReadyAsync(written, cancellation);
            if (!await store.ReplaceAsync(stored, document, written.Page, cancellation))
                continue;
            Signals.Committed(written.Facts);
            if (publisher is not null)
                await publisher.TryAsync(document);
            if (decision.Refusal is not null)
                return decision.Refusal;
            return written.Changed;
        }
        return Refusals.TooManyWriters;
    }

    /// <summary>What depends on the state is remembered, so that a repetition hears the same; the rest comes out the same anyway.</summary>
    private static bool IsRemembered(Refusal refusal) =>
        refusal.Kind is RefusalKind.State or RefusalKind.Never or RefusalKind.Forbidden;

    private static Receipt ReceiptOf(IdempotencyKey key, long facts, Decision decision, DateTimeOffset now) =>
        new(key.Key, key.Body, now, facts, facts + decision.Facts.Count, decision.Refusal);

    private static Receipt? Find(Case current, IdempotencyKey? key, DateTimeOffset now) => key is null
        ? null
        : current.Document.Receipts.FirstOrDefault(receipt => key.Named(receipt.Key) is not null && receipt.At > now - IdempotencyKey.Lifetime);

    private async Task<Result<Changed>> ReplayAsync(Case current, Receipt receipt, IdempotencyKey key, CancellationToken cancellation)
    {
        if (receipt.Body != key.Named(receipt.Key)!.Body)
            return Refusals.KeyReused;
        if (receipt.Refusal is not null)
            return receipt.Refusal with { Replayed = true };
        return await store.RecallAsync(current, receipt.From, receipt.To, cancellation);
    }

    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset last) => now > last ? now : last;
}
