using Protocols.Ports;
using Protocols.Stores.Embedded.Sqlite;

namespace Protocols.Stores.Embedded.Queues;

/// <summary>Messages whose time has not come.</summary>
internal static class Scheduled
{
    public static void Add(Statements on, QueueDefinition queue, QueueMessage message, long dueAt)
    {
        using var row = on["INSERT INTO queue_scheduled(queue, session, id, body, due_at) VALUES(?1, ?2, ?3, ?4, ?5)"]
            .BindAll(queue.Name, message.Session, message.Id, message.Body, dueAt);
        row.Run();
    }

    /// <summary>Moves those whose time has come to the lines, at most <paramref name="limit"/>, the longest due first.</summary>
    public static void Release(Statements on, QueueDefinition queue, long now, int limit)
    {
        foreach (var (sequence, message) in Due(on, queue, now, limit))
        {
            Lines.Append(on, queue, message);
            using var row = on["DELETE FROM queue_scheduled WHERE sequence = ?1"].BindAll(sequence);
            row.Run();
        }
    }

    /// <summary>When the next one's time comes; null where none waits.</summary>
    public static long? NextDue(Statements on, QueueDefinition queue)
    {
        using var found = on["SELECT due_at FROM queue_scheduled WHERE queue = ?1 ORDER BY due_at LIMIT 1"].BindAll(queue.Name);
        return found.Step() ? found.Number(0) : null;
    }

    private static List<(long Sequence, ReceivedMessage Message)> Due(Statements on, QueueDefinition queue, long now, int limit)
    {
        using var found = on[
            "SELECT sequence, id, session, body, 0, ?2, NULL, 0 FROM queue_scheduled WHERE queue = ?1 AND due_at <= ?2 " +
            "ORDER BY due_at, sequence LIMIT ?3"]
            .BindAll(queue.Name, now, (long)limit);
        var due = new List<(long, ReceivedMessage)>();
        while (found.Step())
            due.Add((found.Number(0), Row.Message(found, 1)));
        return due;
    }
}
