using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Protocols.Catalog;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Deadlines;
using Protocols.Documents;
using Protocols.Extending;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Keeping;
using Protocols.Outgoing;
using Protocols.People;
using Protocols.Proving.Seals;
using Protocols.Sweeping;

namespace Protocols.Cases;

/// <summary>What a change leads to: the state, its new facts and what the store must write.</summary>
/// <param name="Due">The due dates of the state, as of the change.</param>
internal sealed record Written(Protocol State, IReadOnlyList<Fact> Facts, ProtocolDocument Document, FactPage? Page, Clocks Due)
{
    public Changed Changed => new(State, Facts, Document.Head, Replayed: false) { Due = Due };
}

/// <summary>Puts decided facts on record: seals them into the chain, folds the state and makes the document to be written.</summary>
internal static class CaseWriter
{
    /// <summary>Facts beyond this many bytes make a document move its older ones to a page…</summary>
    public const int PageAbove = 32 * 1024;

    /// <summary>…until the ones that stay take no more than this, so that most reads never ask for a page.</summary>
    public const int KeepBytes = 16 * 1024;

    /// <summary>One that comes from elsewhere stands in pages of this size where it is more: no store takes a document without an end.</summary>
    public const int AdoptedBytes = 512 * 1024;

    private const int MostReceipts = 50;

    /// <summary>A protocol's first fact.</summary>
    public static Written Begin(string number, NewFact opening, Actor by, DateTimeOffset now, KeyRing ring, Rules rules)
    {
        Span<byte> secret = stackalloc byte[KeyRing.KeyBytes];
        RandomNumberGenerator.Fill(secret);
        using var key = new DataKey(secret, number);
        var named = opening with { Terms = (Opened)opening.Terms with { Number = number } };
        var (facts, stored) = Seal([named], 0, FactCodec.Origin, by, now, key);
        var state = Protocol.Fold(facts);
        var due = rules.DueDates(state, now);
        var document = new ProtocolDocument
        {
            Number = number,
            Index = Dated(Index(state, Keys(state, ring, rules)), state, rules, due) with
            {
                SealAt = SealedDay.EndOf(state.LastAt, null, rules.Zone),
            },
            State = state,
            Personal = key.Seal(Case.PersonalSeal(state.Facts, stored[^1].Link), Write(state.Personal)),
            Key = ring.Wrap(secret, number),
            Facts = stored,
        };
        CryptographicOperations.ZeroMemory(secret);
        return new(state, facts, Announcing(document, facts), null, due);
    }

    /// <summary>More facts, and the receipt of the request that led to them.</summary>
    /// <param name="book">Was asked for the rules that the protocol stands under before and after them.</param>
    public static Written Append(
        Case current, IReadOnlyList<NewFact> decided, Actor by, DateTimeOffset now, Receipt? receipt, KeyRing ring, RuleBook book)
    {
        var document = current.Document;
        var (facts, stored) = Seal(decided, current.State.Facts, document.Head, by, now, current.Key);
        var state = facts.Aggregate(current.State, (before, fact) => before.Apply(fact));
        var rules = book.Of(state);
        var due = rules.DueDates(state, now);
        var (page, kept, pages) = Paginate(document, stored);
        var next = document with
        {
            Index = Dated(Index(state, Keys(current, state, ring, rules)), state, rules, due) with
            {
                OutboxAt = document.Index.OutboxAt,
                SealAt = SealedDay.EndOf(state.LastAt, document.Index.SealAt, book.Zone),
            },
            State = state,
            Facts = kept,
            Pages = pages,
            Receipts = Receipts(document.Receipts, receipt, now),
        };
        if (state.ErasedAt is not null)
            next = next with { Key = null, Personal = null, Facts = [.. next.Facts.Select(fact => fact with { Body = null })] };
        else if (current.Key is not null)
        {
            var seal = Case.PersonalSeal(state.Facts, next.Head);
            var plain = ReferenceEquals(state.Personal, current.State.Personal) ? current.Personal : Write(state.Personal);
            next = next with { Personal = current.Key.Seal(seal, plain) };
        }
        return new(state, facts, Announcing(next, facts), page, due);
    }

    /// <summary>A protocol that was opened elsewhere, from its facts as they are kept here.</summary>
    /// <param name="key">What their bodies are under, wrapped; null where what is personal was erased.</param>
    public static ProtocolDocument Adopt(
        Protocol state, IReadOnlyList<StoredFact> facts, (DataKey Key, WrappedKey Wrapped)? key, DateTimeOffset now, KeyRing ring, Rules rules) => new()
        {
            Number = state.Number,
            Index = Dated(Index(state, [.. LookupKeys.Of(state.Personal, ring), .. LookupKeys.Lists(state, rules)]), state, rules, rules.DueDates(state, now)) with
            {
                // Its chain comes under the seal of the day on which it came.
                SealAt = SealedDay.EndOf(now, null, rules.Zone),
            },
            State = state,
            Personal = key?.Key.Seal(Case.PersonalSeal(state.Facts, facts[^1].Link), Write(state.Personal)),
            Key = key?.Wrapped,
            Facts = facts,
        };

    /// <summary>What of an adopted protocol stays in its document, and where its older facts will stand; null where one of them alone is more than any page holds.</summary>
    public static ProtocolDocument? Paged(ProtocolDocument adopted)
    {
        var sizes = adopted.Facts.Select(Size).ToList();
        if (sizes.Any(size => size > AdoptedBytes))
            return null;
        var (ranges, first, bytes) = (new List<PageRange>(), 0, 0);
        for (var i = 0; i < sizes.Count; i++)
        {
            if (bytes + sizes[i] > AdoptedBytes)
            {
                ranges.Add(new(first + 1, i, adopted.Facts[i - 1].Link));
                (first, bytes) = (i, 0);
            }
            bytes += sizes[i];
        }
        return ranges.Count == 0 ? adopted : adopted with { Facts = [.. adopted.Facts.Skip(first)], Pages = ranges };
    }

    /// <summary>When the clock must bring it; an index says nothing else that time alone changes.</summary>
    private static ProtocolIndex Dated(ProtocolIndex index, Protocol state, Rules rules, Clocks due) => index with
    {
        NextDue = due.NextDue?.DueAt,
        DueAt = Attention.Next(state, due),
        PurgeAt = Retention.Next(state, rules),
        ReturnAt = state.Callbacks.Min(callback => callback.MissingAt),
    };

    /// <summary>A protocol that was just opened stands on no list but its department's and its month's.</summary>
    private static IReadOnlyList<string> Keys(Protocol state, KeyRing ring, Rules rules) =>
        state.HomeDepartment is null && !ExtensionList.IsDemand(state, rules)
            ? LookupKeys.Of(state.Personal, ring)
            : [.. LookupKeys.Of(state.Personal, ring), .. LookupKeys.Lists(state, rules)];

    /// <summary>Look-up hashes are costly, so they are made anew only where what they are made of has changed.</summary>
    private static IReadOnlyList<string> Keys(Case current, Protocol state, KeyRing ring, Rules rules)
    {
        var before = current.Document.Index.Keys;
        var samePerson = ReferenceEquals(state.Personal, current.State.Personal);
        if (samePerson && LookupKeys.SameLists(state, current.State))
            return before;
        var person = samePerson ? before.Where(key => !LookupKeys.IsListed(key)) : LookupKeys.Of(state.Personal, ring);
        return [.. person, .. LookupKeys.Lists(state, rules)];
    }

    /// <summary>What somebody is to be told of these facts is committed with them.</summary>
    private static ProtocolDocument Announcing(ProtocolDocument document, IReadOnlyList<Fact> facts) =>
        Messages.Of(document.Number, facts) is { Count: > 0 } messages ? document.Awaiting([.. document.Outbox, .. messages]) : document;

    private static (List<Fact> Facts, List<StoredFact> Stored) Seal(
        IReadOnlyList<NewFact> decided, long n, string head, Actor by, DateTimeOffset now, DataKey? key)
    {
        var facts = new List<Fact>(decided.Count);
        var kept = new List<StoredFact>(decided.Count);
        Span<byte> salt = stackalloc byte[FactCodec.SaltBytes];
        foreach (var fact in decided)
        {
            if (fact.Body is not null)
                RandomNumberGenerator.Fill(salt);
            var (made, stored) = FactCodec.Seal(fact, ++n, now, by, head, key, salt);
            facts.Add(made);
            kept.Add(stored);
            head = stored.Link;
        }
        return (facts, kept);
    }

    private static byte[] Write(Personal personal) => JsonSerializer.SerializeToUtf8Bytes(personal, DocumentJson.Default.Personal);

    /// <summary>Only facts that stood in the version that was read may move: they are committed whatever becomes of this write.</summary>
    private static (FactPage? Page, IReadOnlyList<StoredFact> Kept, IReadOnlyList<PageRange> Pages) Paginate(
        ProtocolDocument document, List<StoredFact> added)
    {
        IReadOnlyList<StoredFact> all = [.. document.Facts, .. added];
        var bytes = all.Sum(Size);
        if (bytes <= PageAbove || document.Facts.Count == 0)
            return (null, all, document.Pages);
        var moved = 0;
        while (moved < document.Facts.Count && bytes > KeepBytes)
            bytes -= Size(all[moved++]);
        var first = document.Pages.Count == 0 ? 1 : document.Pages[^1].Last + 1;
        var page = new FactPage(document.Number, first, [.. all.Take(moved)]);
        return (page, [.. all.Skip(moved)], [.. document.Pages, new(first, first + moved - 1, page.Facts[^1].Link)]);
    }

    private static int Size(StoredFact fact) =>
        JsonMarshal.GetRawUtf8Value(fact.Header).Length + ((fact.Body?.Length ?? 0) * 4 / 3) + 100;

    private static IReadOnlyList<Receipt> Receipts(IReadOnlyList<Receipt> before, Receipt? added, DateTimeOffset now)
    {
        var oldest = now - IdempotencyKey.Lifetime;
        return before.Count == 0 && added is null
            ? before
            : [.. before.Where(receipt => receipt.At > oldest).Concat(added is null ? [] : [added]).TakeLast(MostReceipts)];
    }

    public static ProtocolIndex Index(Protocol state, IReadOnlyList<string> keys) => new()
    {
        OpenedAt = state.OpenedAt,
        Status = state.Status,
        Channel = state.Channel,
        Tier = state.Tier,
        Type = state.Type,
        Occurrence = state.Occurrence,
        Owner = state.Owner?.Id,
        Executor = state.Executor?.Id,
        Department = state.Department,
        WaitingOn = state.WaitingOn,
        Breached = state.Breaches.Count > 0,
        Escalation = state.Referrals.Count == 0 ? null : state.Referrals.Max(referral => referral.State),
        Keys = keys,
    };
}
