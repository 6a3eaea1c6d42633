using System.Security.Cryptography;
using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Documents;
using Protocols.Numbering;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Ports;
using Protocols.Telemetry;

namespace Protocols.Opening;

/// <summary>
/// Opens protocols (M1, M2): a number, the first fact, one write. With an idempotency key the receipt is written first and
/// holds the number, so a repetition, whatever broke in between, ends with the same protocol.
/// </summary>
/// <param name="publisher">Sends what an opening makes known; without one the relay does.</param>
public sealed class OpenProtocols(
    IProtocolStore store, NumberIssuer numbers, KeyRing ring, RuleBook book, TimeProvider clock, Publisher? publisher = null)
{
    /// <summary>No vowels and nothing that is misheard or misread.</summary>
    private const string CodeAlphabet = "BCDFGHJKMNPQRSTVWXYZ23456789";
    private const int CodeLength = 8;
    private const int MostNumbers = 50;

    public async Task<Result<Changed>> RunAsync(OpenProtocol command, Caller caller, IdempotencyKey? key, CancellationToken cancellation)
    {
        var rules = await book.CurrentAsync(cancellation);
        var decision = command.Decide(caller, rules.Catalogue, NewAccessCode());
        if (decision.Refusal is not null)
            return decision.Refusal;
        foreach (var older in key?.Older ?? [])
        {
            if (await store.FindReceiptAsync(older.Key, cancellation) is { } before)
                return await RepeatAsync(before, key!, decision, rules, caller, cancellation);
        }
        for (var attempt = 0; attempt < MostNumbers; attempt++)
        {
            var now = clock.Now();
            if (await numbers.NextAsync(now, cancellation) is not { } number)
                return Refusals.NumbersExhausted;
            var receipt = key is null ? null : new OpeningReceipt(key.Key, key.Body, number.Value, now + IdempotencyKey.Lifetime);
            var written = CaseWriter.Begin(number.Value, decision.Facts[0], caller.Actor, now, ring, rules);
            var document = await ReadyAsync(written, cancellation);
            var created = await store.CreateAsync(document, receipt, cancellation);
            if (created.Outcome == CreateOutcome.Created)
            {
                Signals.Committed(written.Facts);
                Spans.About(number.Value);
                if (publisher is not null)
                    await publisher.TryAsync(document);
                return written.Changed;
            }
            if (created.Existing is { } existing)
                return await RepeatAsync(existing, key!, decision, rules, caller, cancellation);
        }
        throw new InvalidOperationException("The numbers that were leased are all taken: the number blocks lag behind the protocols.");
    }

    private ValueTask<ProtocolDocument> ReadyAsync(Written written, CancellationToken cancellation) =>
        publisher is null ? new(written.Document) : publisher.ReadyAsync(written, cancellation);

    internal static string NewAccessCode() => RandomNumberGenerator.GetString(CodeAlphabet, CodeLength);

    /// <summary>The number is the receipt's, whether the protocol got written then or only now.</summary>
    private async Task<Result<Changed>> RepeatAsync(
        OpeningReceipt receipt, IdempotencyKey key, Decision decision, Rules rules, Caller caller, CancellationToken cancellation)
    {
        if (receipt.Body != key.Named(receipt.Key)!.Body)
            return Refusals.KeyReused;
        if (await store.FindAsync(receipt.Number, cancellation) is null)
        {
            // The number bears the day on which the request first came.
            var begun = receipt.ExpiresAt - IdempotencyKey.Lifetime;
            var written = CaseWriter.Begin(receipt.Number, decision.Facts[0], caller.Actor, begun, ring, rules);
            await store.CreateAsync(await ReadyAsync(written, cancellation), null, cancellation);
        }
        var stored = await store.FindAsync(receipt.Number, cancellation)
            ?? throw new InvalidOperationException($"Protocol {receipt.Number} was written and is not there.");
        using var found = Case.Open(stored, ring);
        return await store.RecallAsync(found, 0, 1, cancellation);
    }
}
