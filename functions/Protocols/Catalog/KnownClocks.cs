using System.Collections.Concurrent;
using Protocols.Deadlines;

namespace Protocols.Catalog;

/// <summary>
/// Deadlines that were just told: they stay as they are until the next warning or due date, and most protocols are read more than
/// once before that. Only for what stands in the store, where number and last fact name one state and no other.
/// </summary>
internal sealed class KnownClocks(Func<Protocol, DateTimeOffset, Clocks> tell)
{
    private const int Most = 1024;

    private readonly ConcurrentDictionary<(string Number, long Facts), (Clocks Clocks, DateTimeOffset From, DateTimeOffset Until)> known = new();

    public Clocks Of(Protocol protocol, DateTimeOffset now)
    {
        var key = (protocol.Number, protocol.Facts);
        if (known.TryGetValue(key, out var told) && told.From <= now && now < told.Until)
            return told.Clocks;
        var clocks = tell(protocol, now);
        if (known.Count >= Most)
            known.Clear();
        known[key] = (clocks, now, Changes(clocks).Where(at => at > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min());
        return clocks;
    }

    private static IEnumerable<DateTimeOffset> Changes(Clocks clocks) =>
        clocks.Deadlines.SelectMany(deadline => new[] { deadline.WarnAt, deadline.DueAt }).OfType<DateTimeOffset>();
}
