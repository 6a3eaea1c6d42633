using Protocols.Cases;
using Protocols.Catalog;
using Protocols.Chain;
using Protocols.Facts;
using Protocols.Finding;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Keeping;

/// <summary>
/// What a pass over retention does with one case (M26). First it is on record, under the case's version, that something expired, so
/// that a hold that came before is never overrun; then its bytes go; then that is on record. Whatever breaks in between is taken up
/// again where it stood.
/// </summary>
/// <param name="persons">Who is held whatever protocols he has; null where that is not kept.</param>
public sealed class RemoveWhatIsDue(IProtocolStore store, IContents? contents, KeyRing ring, IWholeList<PersonHold>? persons)
{
    /// <summary>A person has no more lawsuits than that at once.</summary>
    private const int MostHeld = 50;

    /// <summary>Removes the bytes of what expired before; what is decided then knows which are gone, and what holds the customer.</summary>
    /// <exception cref="InvalidOperationException">The store keeps them; it is tried again later.</exception>
    public async Task<Func<Protocol, Rules, DateTimeOffset, Decision>> PrepareAsync(string number, CancellationToken cancellation)
    {
        var gone = new HashSet<string>();
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return (_, _, _) => Decision.Nothing;
        using var found = Case.Open(stored, ring);
        foreach (var id in contents is null ? [] : found.State.Leaving)
        {
            if (!await contents!.DeleteAsync(ContentName.Of(number, id), cancellation))
                throw new InvalidOperationException($"The store keeps {number}/{id}, whose time is over.");
            gone.Add(id);
        }
        var held = await HeldAsync(found.State, cancellation);
        return (protocol, rules, now) => Decide(protocol, rules, now, gone, held);
    }

    /// <summary>What would be decided, for a look that removes nothing.</summary>
    public async Task<Func<Protocol, Rules, DateTimeOffset, Decision>> LookAsync(string number, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return (_, _, _) => Decision.Nothing;
        using var found = Case.Open(stored, ring);
        var held = await HeldAsync(found.State, cancellation);
        return (protocol, rules, now) => Decide(protocol, rules, now, new HashSet<string>(), held);
    }

    /// <summary>References of the holds on the customer, by themselves or on other protocols of his, that do not stand on this one: it was opened after they were set.</summary>
    private async Task<IReadOnlyList<string>> HeldAsync(Protocol protocol, CancellationToken cancellation)
    {
        if (protocol.Personal.Customer?.Document is not { } document)
            return [];
        var query = new ProtocolQuery { Keys = [[HoldList.OfPersons], .. LookupKeys.Ask(new(document, null, null, null, null), ring)], Limit = MostHeld };
        var others = await store.ListAsync(query, cancellation);
        var own = persons is null ? [] : await new HeldPersons(persons, ring).OnAsync(document, cancellation);
        return
        [
            .. others.Items.SelectMany(other => other.State.Holds).Where(hold => hold.Person).Select(hold => hold.Reference).Concat(own)
                .Except(protocol.Holds.Select(hold => hold.Reference)).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    /// <param name="gone">Contents whose bytes are no longer there.</param>
    /// <param name="held">References of holds on the customer that are to be set on this protocol too.</param>
    public static Decision Decide(Protocol protocol, Rules rules, DateTimeOffset now, IReadOnlySet<string> gone, IReadOnlyList<string>? held = null)
    {
        List<NewFact> facts = [.. protocol.Leaving.Where(gone.Contains).Select(id => new NewFact(new ContentRemoved(id)))];
        if (protocol.Holds.Count > 0 || protocol.ClosedAt is null || protocol.ErasedAt is not null)
            return Decision.Of(facts);
        if (held is { Count: > 0 })
            return Decision.Of([.. facts, .. held.Select(reference => new NewFact(new HoldSet(reference) { Person = true }))]);
        var retention = Retention.Of(protocol, rules);
        var erases = retention.RecordUntil <= now && !Retention.IsOwed(protocol);
        foreach (var recording in protocol.Recordings.Where(recording => erases || Retention.Of(protocol, recording, rules) <= now))
            facts.Add(new(new ContentExpired(recording.Id, recording.Sha256, retention.Article)));
        if (erases)
        {
            facts.AddRange(protocol.Attachments.Select(one => new NewFact(new ContentExpired(one.Id, one.Sha256, retention.Article))));
            facts.Add(new(new PersonalDataErased(retention.Article)));
        }
        return Decision.Of(facts);
    }
}
