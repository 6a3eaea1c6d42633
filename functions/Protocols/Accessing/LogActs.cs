using System.Globalization;
using Protocols.People;
using Protocols.Ports;

namespace Protocols.Accessing;

/// <summary>
/// The service's own log: what was done that belongs to no protocol, and of every protocol that somebody saw or took something of it. One chain
/// for each day of the company's, in the access log under that day. It holds codes, numbers of protocols and ids of staff, no texts: why something was
/// done stands where the thing itself does.
/// </summary>
public sealed class LogActs(IAccessLog log, TimeProvider clock, TimeZoneInfo zone)
{
    private const int LongestItem = 200;

    /// <summary>No number of a protocol has a dash.</summary>
    public static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whoever shows or does what is logged waits until it is on record.</summary>
    public Task RunAsync(Actor by, AccessKind kind, string item, CancellationToken cancellation)
    {
        var now = clock.Now();
        var key = Key(now.LocalDay(zone));
        var what = item.Length > LongestItem ? item[..LongestItem] : item;
        return log.AppendAsync(key, last => AccessCodec.Behind(last, key, now, kind, by, what, null, null, []), cancellation);
    }
}
