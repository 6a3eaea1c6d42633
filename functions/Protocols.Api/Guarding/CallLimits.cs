using System.Threading.RateLimiting;
using Protocols.Api.Http;
using Protocols.Api.Settings;
using Protocols.Chain;
using Protocols.Ports;

namespace Protocols.Api.Guarding;

/// <summary>
/// Turns away who does something too often, by caller and by address. Volume is counted by each process for itself, since it guards the process; customers' data
/// shown in full is counted over all processes, since it guards them, and a restart forgives nothing.
/// </summary>
internal sealed class CallLimits(LimitSettings limits, ITries tries, KeyRing ring, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan shortestStep = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<Share> volume = PartitionedRateLimiter.Create<Share, Share>(
        share => RateLimitPartition.GetTokenBucketLimiter(share, asked => Bucket(asked.Rate)));

    /// <summary>Null where the call may go on.</summary>
    public async ValueTask<Refusal?> RefuseAsync(ApiCall call)
    {
        if (call.Endpoint.Limited is not { } what || RateOf(what) is not { } rate)
            return null;
        // An id is unique among those of its role; of another it may be somebody else.
        var who = $"{(int)call.Caller.Roles}\0{call.Caller.Id}";
        if (what == Limited.Reveals)
        {
            var counted = await tries.AddAsync(ring.LookupKey("calls", $"{what}\0{who}"), rate.Period, call.Cancellation);
            if (counted.Count > rate.Calls)
                return TooMany(counted.Until - clock.Now());
        }
        else if (Take(new(what, who, rate)) is { } refused)
        {
            return refused;
        }
        var all = Math.Min((long)rate.Calls * limits.CallersPerAddress, int.MaxValue);
        return Take(new(what, $"address\0{CallerAddress.Of(call.Http)}", rate with { Calls = (int)all }));
    }

    public ValueTask DisposeAsync() => volume.DisposeAsync();

    private Refusal? Take(Share share)
    {
        using var lease = volume.AttemptAcquire(share);
        return lease.IsAcquired ? null : TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : shortestStep);
    }

    private Rate? RateOf(Limited what) => what switch
    {
        Limited.Openings => limits.Openings,
        Limited.Searches => limits.Searches,
        _ => limits.Reveals,
    };

    /// <summary>Filled again a little at a time, so that who has used it up waits for one call and not for the whole period.</summary>
    private static TokenBucketRateLimiterOptions Bucket(Rate rate)
    {
        var each = rate.Period / rate.Calls;
        var step = each > shortestStep ? each : shortestStep;
        return new()
        {
            TokenLimit = rate.Calls,
            ReplenishmentPeriod = step,
            TokensPerPeriod = Math.Max(1, (int)(rate.Calls * (step / rate.Period))),
            QueueLimit = 0,
            AutoReplenishment = false,
        };
    }

    private static Refusal TooMany(TimeSpan after) => new("too-many-calls", RefusalKind.TooMany) { RetryAfter = after };

    private sealed record Share(Limited What, string Who, Rate Rate);
}
