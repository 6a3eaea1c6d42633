using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Accessing;
using Protocols.Cases;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Documents;
using Protocols.Escalating;
using Protocols.Facts;
using Protocols.Numbering;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Exchange;

/// <summary>What became of a line.</summary>
/// <param name="Reason">Why it was not taken in; a code of the verification, or one of its own.</param>
/// <param name="Missing">Recordings and attachments that the protocol names and nobody brought.</param>
public sealed record Imported(ImportOutcome Outcome, string? Reason = null, int Missing = 0);

public enum ImportOutcome
{
    Added,

    /// <summary>It is there already, with at least these facts.</summary>
    There,

    /// <summary>It does not verify, or another one has its number.</summary>
    Refused,
}

/// <summary>
/// Takes protocols in under their own numbers: every line is held against its chain first, by the rules of the verification, and kept under this service's keys. Done
/// again it does nothing again. What was on its way to a queue when a protocol was taken out is sent again where it is an escalation; other messages are not.
/// </summary>
/// <param name="bring">Opens the bytes of a recording or attachment; null where nobody has them.</param>
public sealed class ImportProtocols(StoreSet stores, RuleBook book, NumberTemplate numbers, TimeProvider clock, Func<ContentName, Stream?> bring)
{
    private readonly VerifyProtocols verify = new(stores.Protocols, stores.Ring);
    private readonly Dictionary<string, long> highest = [];

    /// <summary>Takes note of a number, so that it is never given here.</summary>
    public void Note(string number)
    {
        if (numbers.Place(number) is var (scope, sequence))
            highest[scope] = Math.Max(sequence, highest.GetValueOrDefault(scope));
    }

    /// <summary>From here on no number that was noted is given. To be done before the first protocol is taken in.</summary>
    public async Task PassOverAsync(CancellationToken cancellation)
    {
        foreach (var (scope, last) in highest)
            await stores.NumberBlocks.PassOverAsync(scope, last, cancellation);
    }

    /// <summary>Adds a version of the rules that protocols stand under; the versions come in their order.</summary>
    /// <returns>False where another has its number: then nothing that stands under it can be taken in.</returns>
    public async Task<bool> AddRulesAsync(JsonElement rules, CancellationToken cancellation)
    {
        var version = CatalogueVersion.Read(JsonSerializer.SerializeToUtf8Bytes(rules, ExchangeJson.Default.JsonElement));
        return await stores.Catalogues.FindAsync(version.Version, cancellation) is { } there
            ? IsSame(there, version)
            : await stores.Catalogues.AddAsync(version, cancellation);
    }

    public async Task<Imported> RunAsync(ExchangeLine line, CancellationToken cancellation)
    {
        if (line is not { Protocol: { } number, Facts: { Count: > 0 } facts } || facts.Any(fact => fact is not { Link: not null }))
            return Refused("line-unreadable");
        var there = await stores.Protocols.FindAsync(number, cancellation);
        if (there is not null && !await IsPastAsync(there, facts, cancellation))
            return Refused("number-exists");
        if (there is not null && !await LacksPagesAsync(there.Document, cancellation))
            return await FinishAsync(there, line, ImportOutcome.There, cancellation);
        var (document, reason) = await MakeAsync(number, facts, line.Accesses ?? [], cancellation);
        if (document is null)
            return Refused(reason);
        if (there is not null)
            return await FinishAsync(there, line, ImportOutcome.There, cancellation);
        var missing = await BringAsync(document.State, cancellation);
        try
        {
            // Somebody who is faster has taken in the same, or another: that is looked at.
            return (await stores.Protocols.CreateAsync(document, null, cancellation)).Outcome == CreateOutcome.Created
                ? await FinishAsync(new(document, ""), line, ImportOutcome.Added, cancellation) with { Missing = missing }
                : await RunAsync(line, cancellation);
        }
        catch (TooLargeException)
        {
            return Refused("too-large");
        }
    }

    private async Task<(ProtocolDocument? Document, string Reason)> MakeAsync(
        string number, IReadOnlyList<ExchangedFact> facts, IReadOnlyList<ExchangedAccess> entries, CancellationToken cancellation)
    {
        var secret = RandomNumberGenerator.GetBytes(KeyRing.KeyBytes);
        try
        {
            using var key = new DataKey(secret, number);
            if (BrokenAt(facts) is { } broken)
                return (null, $"fact {broken}: header-changed");
            List<StoredFact> stored = [.. facts.Select((fact, i) => FactCodec.Under(fact.Header, fact.Link, fact.Salt, fact.Body, i + 1, key))];
            var state = Protocol.Fold(stored.Select(fact => FactCodec.Open(fact, key)));
            var erased = state.ErasedAt is not null;
            if (erased)
            {
                // Of what was erased nothing personal can come back, whoever kept it.
                stored = [.. stored.Select(fact => fact with { Body = null })];
                state = Protocol.Fold(stored.Select(fact => FactCodec.Open(fact, null)));
            }
            if (state.Number != number)
                return (null, "number-changed");
            if (FaultOf(entries, number, erased ? null : key) is { } fault)
                return (null, fault);
            var rules = await book.OfAsync(state, cancellation);
            var document = Announcing(
                CaseWriter.Adopt(state, stored, erased ? null : (key, stores.Ring.Wrap(secret, number)), clock.Now(), stores.Ring, rules));
            return verify.Check(document).Damages is [var damage, ..] ? (null, damage.Fact is { } n ? $"fact {n}: {damage.What}" : damage.What)
                : CaseWriter.Paged(document) is { } paged ? (paged, "")
                : (null, "too-large");
        }
        catch (InvalidDataException)
        {
            return (null, "rules-missing");
        }
        catch (Exception impossible) when (impossible is not (OutOfMemoryException or OperationCanceledException or StoreBusyException or StoreFullException))
        {
            // It may hold anything; folding it throws whatever comes of that.
            return (null, "facts-contradictory");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The first fact that its link does not follow from the one before; null where all do.</summary>
    private static int? BrokenAt(IReadOnlyList<ExchangedFact> facts)
    {
        var link = FactCodec.Origin;
        for (var n = 1; n <= facts.Count; n++)
        {
            if (FactCodec.Link(link, facts[n - 1].Header) != facts[n - 1].Link)
                return n;
            link = facts[n - 1].Link;
        }
        return null;
    }

    private static string? FaultOf(IReadOnlyList<ExchangedAccess> entries, string number, DataKey? key)
    {
        var link = FactCodec.Origin;
        for (var n = 1; n <= entries.Count; n++)
        {
            if (entries[n - 1] is not { Link: not null } entry || AccessCodec.Fault(Kept(entry, number, n, key), number, n, link, key) is not null)
                return $"access {n}: access-changed";
            link = entry.Link;
        }
        return null;
    }

    private static StoredAccess Kept(ExchangedAccess entry, string number, long n, DataKey? key) =>
        AccessCodec.Under(new(number, n, entry.Header, entry.Link, null), entry.Reason, key);

    /// <summary>An escalation that nobody has yet is announced again, since the queue it was in stayed behind.</summary>
    private static ProtocolDocument Announcing(ProtocolDocument document)
    {
        var waiting = document.State.Referrals.Where(referral => referral.State == EscalationState.Queued).ToList();
        return waiting.Count == 0
            ? document
            : document.Awaiting([.. waiting.Select(referral => new OutboxMessage(
                $"{document.Number}:{referral.SentBy}:1", QueueDefinition.Escalations.Name, referral.SentBy, referral.At))]);
    }

    /// <summary>Whether the chain that is here began, or ends, as the one that came.</summary>
    private async Task<bool> IsPastAsync(StoredProtocol there, IReadOnlyList<ExchangedFact> facts, CancellationToken cancellation) =>
        there.Document.State.Facts >= facts.Count
        && await stores.Protocols.ReadStoredAsync(there.Document, facts.Count, facts.Count, cancellation) is [var same]
        && same.Link == facts[^1].Link;

    /// <summary>Whether it was taken in, and broke off before its pages were: the first comes last, so that where it stands all do.</summary>
    private async Task<bool> LacksPagesAsync(ProtocolDocument document, CancellationToken cancellation) =>
        document.Pages is [var first, ..] && await stores.Protocols.FindPageAsync(document.Number, first.First, cancellation) is null;

    /// <summary>Facts that are too many for one document follow it in pages, under the key that it has.</summary>
    private async Task AddPagesAsync(ProtocolDocument document, IReadOnlyList<ExchangedFact> facts, DataKey? key, CancellationToken cancellation)
    {
        if (!await LacksPagesAsync(document, cancellation))
            return;
        foreach (var range in document.Pages.Where(range => range.Last <= facts.Count).Reverse())
        {
            var kept = facts.Skip((int)range.First - 1).Take((int)(range.Last - range.First + 1))
                .Select((fact, i) => FactCodec.Under(fact.Header, fact.Link, fact.Salt, fact.Body, range.First + i, key));
            await stores.Protocols.AddPageAsync(new(document.Number, range.First, [.. kept]), cancellation);
        }
    }

    /// <summary>The bytes come first, so that nothing is linked that is not there.</summary>
    /// <returns>How many nobody brought, or not as they were written.</returns>
    private async Task<int> BringAsync(Protocol state, CancellationToken cancellation)
    {
        var missing = 0;
        foreach (var (id, size, sha256) in VerifyContents.Kept(state))
        {
            // What a line names may be anything, also a way out of the folder.
            if (!ContentName.TryParse(state.Number, id, out var name) || !await BringAsync(name, new(size, sha256), state, cancellation))
                missing++;
        }
        return missing;
    }

    private async Task<bool> BringAsync(ContentName name, ContentLimits limits, Protocol state, CancellationToken cancellation)
    {
        if (stores.Contents is not { } contents)
            return false;
        await using (var there = await contents.OpenAsync(name, cancellation))
        {
            if (there is not null)
                return true;
        }
        await using var bytes = bring(name);
        if (bytes is null || (await contents.WriteAsync(name, bytes, limits, cancellation)).Outcome is not (ContentOutcome.Written or ContentOutcome.Exists))
            return false;
        if (state.Recordings.FirstOrDefault(one => one.Id == name.Id) is { } recording)
            await contents.ProtectAsync(name, recording.KeepUntil, cancellation);
        if (state.Holds.Count > 0)
            await contents.HoldAsync(name, held: true, cancellation);
        return true;
    }

    /// <summary>Pages and access log follow their protocol; what is there of them already stays.</summary>
    private async Task<Imported> FinishAsync(StoredProtocol stored, ExchangeLine line, ImportOutcome outcome, CancellationToken cancellation)
    {
        using var found = Case.Open(stored, stores.Ring);
        var (number, entries) = (stored.Document.Number, line.Accesses ?? []);
        await AddPagesAsync(stored.Document, line.Facts!, found.Key, cancellation);
        var newest = await stores.AccessLog.NewestAsync(number, 1, cancellation);
        var last = newest.Count > 0 ? newest[0] : null;
        if (last is not null && last.N <= entries.Count && entries[(int)last.N - 1].Link != last.Link)
            return Refused("access-log-goes-on");
        for (var n = (last?.N ?? 0) + 1; n <= entries.Count; n++)
        {
            var kept = Kept(entries[(int)n - 1], number, n, found.Key);
            await stores.AccessLog.AppendAsync(
                number, before => (before?.N ?? 0) + 1 == kept.N ? kept : throw new StoreBusyException("Somebody else writes this log."), cancellation);
        }
        return new(outcome, Missing: outcome == ImportOutcome.Added ? 0 : await BringAsync(found.State, cancellation));
    }

    private static bool IsSame(CatalogueVersion there, CatalogueVersion version) =>
        there.Write().AsSpan().SequenceEqual((version with { Part = there.Part, By = there.By, At = there.At, Reason = there.Reason }).Write());

    private static Imported Refused(string reason) => new(ImportOutcome.Refused, reason);
}
