using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Protocols.Chain;
using Protocols.Ports;

namespace Protocols.Accessing;

/// <summary>An entry of the service's own log, and the local day whose chain it stands in.</summary>
public sealed record Act(DateOnly Day, AccessEntry Entry);

/// <summary>Shows the service's own log in order of time, and holds it against its chain while it does.</summary>
public sealed class ReadActs(IAccessLog log)
{
    /// <summary>The longest span that is asked for at once, in days.</summary>
    public const int MostDays = 31;

    private const int Chunk = 200;

    /// <summary>What is wrong with the chain of a day; null where nothing is.</summary>
    public async Task<string?> VerifyAsync(DateOnly day, CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in RunAsync(day, day, null, cancellation))
            {
                // Reading it is holding it against its chain.
            }
            return null;
        }
        catch (CryptographicException fault)
        {
            return fault.Message;
        }
    }

    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="after">The entry to go on behind; null for the first.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CryptographicException">An entry was changed or taken out behind the service's back.</exception>
    public async IAsyncEnumerable<Act> RunAsync(
        DateOnly from, DateOnly to, (DateOnly Day, long N)? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var number = (after?.Day ?? from).DayNumber; number <= to.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            var key = LogActs.Key(day);
            var n = after is { } place && place.Day == day ? place.N : 0;
            var link = n == 0 ? FactCodec.Origin : (await log.ListAsync(key, n - 1, 1, cancellation)) is [var last] ? last.Link : "";
            while (await log.ListAsync(key, n, Chunk, cancellation) is { Count: > 0 } entries)
            {
                foreach (var entry in entries)
                {
                    if (AccessCodec.Fault(entry, key, n + 1, link, null) is { } fault)
                        throw new CryptographicException($"Entry {n + 1} of {key} in the log of acts: {fault}.");
                    (n, link) = (entry.N, entry.Link);
                    yield return new(day, AccessCodec.Open(entry, null));
                }
                if (entries.Count < Chunk)
                    break;
            }
        }
    }
}
