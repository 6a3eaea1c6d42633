using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Queues;

/// <summary>Which ids were sent lately, so that the same message is taken once.</summary>
internal static class SentIds
{
    // More than one, so that they never pile up and no sweep is needed.
    private const int ExpiredRemovedPerId = 4;

    /// <returns>False when the id was sent within the window.</returns>
    public static bool Add(Statements on, QueueDefinition queue, string id, long now)
    {
        if (Known(on, queue, id, now))
            return false;
        using var written = on["INSERT OR REPLACE INTO queue_sent_ids(queue, id, known_until) VALUES(?1, ?2, ?3)"]
            .BindAll(queue.Name, id, now + (long)queue.DuplicateWindow.TotalMilliseconds);
        written.Run();
        using var expired = on[
            "DELETE FROM queue_sent_ids WHERE (queue, id) IN (" +
            "SELECT queue, id FROM queue_sent_ids WHERE known_until <= ?1 ORDER BY known_until LIMIT ?2)"]
            .BindAll(now, (long)ExpiredRemovedPerId);
        expired.Run();
        return true;
    }

    private static bool Known(Statements on, QueueDefinition queue, string id, long now)
    {
        using var found = on["SELECT 1 FROM queue_sent_ids WHERE queue = ?1 AND id = ?2 AND known_until > ?3"].BindAll(queue.Name, id, now);
        return found.Step();
    }
}
