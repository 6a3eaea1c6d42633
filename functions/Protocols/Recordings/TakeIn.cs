using Protocols.Cases;
using Protocols.Catalog.Versions;
using Protocols.Chain;
using Protocols.Keeping;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Recordings;

/// <summary>
/// Bytes first, then the fact that they belong to the case: what breaks off in between is found by nobody and swept away after a day.
/// </summary>
public sealed class TakeIn(IContents contents, IProtocolStore store, KeyRing ring, ChangeProtocol changing, RuleBook book)
{
    /// <summary>The case as it stands, where the caller may add to it; asked before anybody sends gigabytes for nothing.</summary>
    public async Task<Result<Protocol>> CaseAsync(string number, Caller caller, CancellationToken cancellation)
    {
        if (await store.FindAsync(number, cancellation) is not { } stored)
            return Refusals.NotFound;
        using var found = Case.Open(stored, ring);
        return caller.CanSee(found.State) ? found.State : Refusals.NotFound;
    }

    /// <summary>Links a recording whose bytes are kept.</summary>
    /// <param name="of">As <see cref="CaseAsync"/> found it.</param>
    public async Task<Result<Changed>> LinkAsync(
        Protocol of, Caller caller, Conditions conditions, LinkRecording recording, CancellationToken cancellation)
    {
        var name = ContentName.Of(of.Number, recording.Id);
        var rules = await book.OfAsync(of, cancellation);
        var keepUntil = RecordingTerm.KeepUntil(rules.Catalogue, rules.PolicyOf(of), recording.StartedAt, rules.Zone);
        await contents.ProtectAsync(name, keepUntil, cancellation);
        var changed = await changing.RunAsync(
            of.Number, caller, conditions, (state, now) => recording.Decide(state, now, keepUntil), cancellation);
        if (!changed.Succeeded || changed.Value.State.Recordings.All(one => one.Id != recording.Id))
            await contents.DeleteAsync(name, cancellation);
        else if (changed.Value.State.Holds.Count > 0)
            await contents.HoldAsync(name, held: true, cancellation);
        return changed;
    }

    /// <summary>Adds an attachment whose bytes are kept.</summary>
    public async Task<Result<Changed>> AddAsync(
        string number, Caller caller, Conditions conditions, AddAttachment attachment, CancellationToken cancellation)
    {
        var changed = await changing.RunAsync(number, caller, conditions, (state, _) => attachment.Decide(state), cancellation);
        // A repetition is answered with what came first.
        if (!changed.Succeeded || changed.Value.State.Attachments.All(one => one.Id != attachment.Id))
            await contents.DeleteAsync(ContentName.Of(number, attachment.Id), cancellation);
        else if (changed.Value.State.Holds.Count > 0)
            await contents.HoldAsync(ContentName.Of(number, attachment.Id), held: true, cancellation);
        return changed;
    }
}
