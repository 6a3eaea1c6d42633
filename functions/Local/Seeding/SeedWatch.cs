using Protocols.Callbacks;
using Protocols.Catalog;
using Protocols.Escalating;
using Protocols.Facts;
using Protocols.Sweeping;

namespace Protocols.Local.Seeding;

/// <summary>Does in seeded time what the service's passes do: warns, flags and hands over, each when its time has come (M16).</summary>
internal sealed class SeedWatch(SeedTools tools, SeedClock clock)
{
    private static readonly TimeSpan late = TimeSpan.FromSeconds(40);
    private static readonly AcceptReferrals accept = new(new Dictionary<long, string>());

    private readonly AttendProtocol attend = tools.Attending(clock);

    /// <summary>Everything of the case that comes due before then.</summary>
    public async Task UntilAsync(string number, DateTimeOffset until, CancellationToken cancellation)
    {
        while (await tools.Protocols.FindAsync(number, cancellation) is { Document: var document })
        {
            // Whatever goes up arrives at once.
            if (document.State.Referrals.Any(referral => referral.IsWaiting) && document.State.LastAt == clock.Now)
                await attend.RunAsync(number, (protocol, _, _) => accept.Decide(protocol), cancellation);
            if (Earlier(document.Index.DueAt, document.Index.ReturnAt) is not { } due || due + late >= until)
                return;
            clock.Now = due + late;
            if (await attend.RunAsync(number, Due, cancellation) is null)
                return;
        }
    }

    /// <summary>The ombudsman has the cases that stories bring to him, since his numbers are drawn in the order of the openings; and one line at a time has a case.</summary>
    private static Decision Due(Protocol protocol, Rules rules, DateTimeOffset now) => Decision.Of(
    [
        .. Attention.Decide(protocol, rules, now).Facts
            .Where(fact => fact.Terms is not Referred referred || (referred.Tier != Tier.Ombudsman && protocol.Referrals.Count == 0)),
        .. FlagCallbacks.Decide(protocol, now).Facts,
    ]);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
