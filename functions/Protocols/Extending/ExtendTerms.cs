using System.Security.Cryptography;
using Protocols.Cases;
using Protocols.Catalog.Versions;
using Protocols.Finding;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Extending;

/// <summary>
/// Extends a term within its month's share. One at a time over all processes, under a lease, so that no two take the last place; a store whose
/// queries lag behind its writes may still let one too many through, within moments of another.
/// </summary>
public sealed class ExtendTerms(ReadProtocol reading, IProtocolStore store, ILeases leases, RuleBook book, ChangeProtocol changing, TimeProvider clock)
{
    private const string Lease = "extensions";
    private const int MostAttempts = 40;

    private static readonly TimeSpan lease = TimeSpan.FromSeconds(30), moment = TimeSpan.FromMilliseconds(50);

    public async Task<Result<Changed>> RunAsync(string number, Caller caller, Conditions conditions, ExtendTerm command, CancellationToken cancellation)
    {
        var holder = RandomNumberGenerator.GetHexString(32);
        for (var attempt = 0; !await leases.TakeAsync(Lease, holder, lease, cancellation); attempt++)
        {
            if (attempt == MostAttempts)
                return Refusals.TooManyWriters;
            await Task.Delay(moment, clock, cancellation);
        }
        try
        {
            var read = await reading.StateAsync(number, caller, cancellation);
            if (!read.Succeeded)
                return read.Refusal;
            var quota = await QuotaAsync(read.Value, cancellation);
            return await changing.RunAsync(
                number, caller, conditions, (protocol, rules, now) => command.Decide(protocol, rules, quota, now), cancellation);
        }
        finally
        {
            await leases.ReleaseAsync(Lease, holder, CancellationToken.None);
        }
    }

    /// <summary>Counts the month's extensions, and as many of its demands as another one needs.</summary>
    private async Task<ExtensionQuota?> QuotaAsync(Protocol protocol, CancellationToken cancellation)
    {
        var rules = await book.OfAsync(protocol, cancellation);
        if (rules.PolicyOf(protocol) is not { ExtensionShare: { } share } policy)
            return null;
        var month = ExtensionList.MonthOf(clock.Now(), rules.Zone);
        var granted = await store.CountAsync(ExtensionList.ExtensionsOf(policy.Code, month), int.MaxValue, cancellation);
        var needed = (int)Math.Min(Math.Ceiling((granted + 1) / share), int.MaxValue);
        return new(policy.Code, month, share, granted, await store.CountAsync(ExtensionList.DemandsOf(policy.Code, month), needed, cancellation));
    }
}
