using Protocols.Facts;
using Protocols.People;

namespace Protocols.Recordings;

/// <summary>The customer wants a copy of a recording, and gets it when he hears it himself (M25).</summary>
public sealed record AskForRecording(string Id)
{
    public Decision Decide(Protocol protocol) => Find(protocol) is not { } recording ? Refusals.RecordingNotFound
        : recording.AskedForAt is not null ? Decision.Nothing
        : new NewFact(new RecordingAskedFor(Id), Visibility: Visibility.Public);

    /// <summary>It was given to somebody; only to the customer does it answer his request.</summary>
    public Decision Given(Protocol protocol, Caller to) => to.Is(Roles.Consumer) && !to.Is(Roles.ReadingStaff) && Find(protocol)?.AskedForAt is not null
        ? new NewFact(new RecordingDelivered(Id), Visibility: Visibility.Public)
        : Decision.Nothing;

    private Recording? Find(Protocol protocol) => protocol.Recordings.FirstOrDefault(recording => recording.Id == Id);
}
