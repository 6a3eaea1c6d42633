using Protocols.Facts;

namespace Protocols.Keeping;

/// <summary>What the facts of keeping and removing make of the case.</summary>
internal static class KeepingFolding
{
    public static Protocol Keep(this Protocol protocol, Fact fact) => fact.Terms switch
    {
        HoldSet hold => protocol with { Holds = [.. protocol.Holds, new(hold.Reference, fact.At, hold.Person == true)] },
        HoldLifted lifted => protocol with { Holds = [.. protocol.Holds.Where(hold => hold.Reference != lifted.Reference)] },
        ComplaintFiled filed => protocol with { Complaints = [.. protocol.Complaints, new(filed.Regulator, filed.Day, filed.Reference)] },
        ContentExpired expired => protocol with
        {
            Recordings = [.. protocol.Recordings.Where(recording => recording.Id != expired.Id)],
            Attachments = [.. protocol.Attachments.Where(attachment => attachment.Id != expired.Id)],
            Leaving = [.. protocol.Leaving, expired.Id],
            Removals = [.. protocol.Removals, new(fact.N, expired.Id, expired.Sha256, expired.Article, fact.At, null)],
        },
        ContentRemoved gone => protocol with
        {
            Leaving = [.. protocol.Leaving.Where(id => id != gone.Id)],
            Removals = [.. protocol.Removals.Select(removal => removal.Id == gone.Id ? removal with { RemovedAt = fact.At } : removal)],
        },
        PersonalDataErased erased => protocol with
        {
            ErasedAt = fact.At,
            Personal = new(),
            Removals = [.. protocol.Removals, new(fact.N, null, null, erased.Article, fact.At, fact.At)],
        },
        ErasureAsked => protocol with { ErasureAskedAt = fact.At },
        _ => throw new ArgumentException($"A fact of kind '{fact.Terms.Kind}' says nothing of keeping.", nameof(fact)),
    };
}
