using Protocols.Catalog;
using Protocols.Facts;
using Protocols.Ports;
using Protocols.Recordings;

namespace Protocols.Keeping;

/// <summary>
/// What a pass over retention does with one case (M26). First it is on record, under the case's version, that something expired, so
/// that a hold that came before is never overrun; then its bytes go; then that is on record. Whatever breaks in between is taken up
/// again where it stood.
/// </summary>
public sealed class RemoveWhatIsDue(IProtocolStore store, IContents? contents)
{
    /// <summary>Removes the bytes of what expired before; what is decided then knows which are gone.</summary>
    /// <exception cref="InvalidOperationException">The store keeps them; it is tried again later.</exception>
    public async Task<Func<Protocol, Rules, DateTimeOffset, Decision>> PrepareAsync(string number, CancellationToken cancellation)
    {
        var gone = new HashSet<string>();
        if (contents is not null && await store.FindAsync(number, cancellation) is { Document.State.Leaving: { Count: > 0 } leaving })
        {
            foreach (var id in leaving)
            {
                if (!await contents.DeleteAsync(ContentName.Of(number, id), cancellation))
                    throw new InvalidOperationException($"The store keeps {number}/{id}, whose time is over.");
                gone.Add(id);
            }
        }
        return (protocol, rules, now) => Decide(protocol, rules, now, gone);
    }

    /// <param name="gone">Contents whose bytes are no longer there.</param>
    public static Decision Decide(Protocol protocol, Rules rules, DateTimeOffset now, IReadOnlySet<string> gone)
    {
        List<NewFact> facts = [.. protocol.Leaving.Where(gone.Contains).Select(id => new NewFact(new ContentRemoved(id)))];
        if (protocol.Hold is not null || protocol.ClosedAt is null || protocol.ErasedAt is not null)
            return Decision.Of(facts);
        var retention = Retention.Of(protocol, rules);
        var erases = retention.RecordUntil <= now && !Retention.IsOwed(protocol);
        foreach (var recording in protocol.Recordings.Where(recording => erases || Retention.Of(protocol, recording) <= now))
            facts.Add(new(new ContentExpired(recording.Id, recording.Sha256, retention.Article)));
        if (erases)
        {
            facts.AddRange(protocol.Attachments.Select(one => new NewFact(new ContentExpired(one.Id, one.Sha256, retention.Article))));
            facts.Add(new(new PersonalDataErased(retention.Article)));
        }
        return Decision.Of(facts);
    }
}
